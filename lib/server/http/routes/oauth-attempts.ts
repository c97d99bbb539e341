import { CreateOAuthAttempt, OAuthAttempt, OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { beginAuthorization } from "#lib/server/domain/connections/oauth/begin-authorization.ts";
import {
  cancelAuthorization,
  confirmAuthorization,
} from "#lib/server/domain/connections/oauth/decide-authorization.ts";
import { getAuthorization } from "#lib/server/domain/connections/oauth/read-authorizations.ts";
import { param, route } from "../route.ts";

export const oauthAttemptRoutes = [
  route({
    method: "POST",
    path: "/workspaces/:workspace_id/oauth-attempts",
    operationId: "createOAuthAttempt",
    tag: "Connections",
    summary: "Start connecting an account by OAuth",
    description:
      "With `type` for a new connection, with `connection` to connect one again. Open `start_url` in a window of its own, " +
      "and read the attempt until it is over: its result does not depend on that window. An attempt lives for an hour, " +
      "and ends with the session that began it. An integration that this server has no OAuth client for is 422.",
    isExtension: true,
    conflicts: [409, 422],
    access: { machine: true, session: "write_connections" },
    body: CreateOAuthAttempt,
    status: 201,
    response: OAuthAttemptCreated,
    handle: ({ ctx, principal, params, body }) =>
      beginAuthorization(ctx, principal, param(params, "workspace_id"), body),
  }),
  route({
    method: "GET",
    path: "/oauth-attempts/:oauth_attempt_id",
    operationId: "getOAuthAttempt",
    tag: "Connections",
    summary: "Read how an attempt to connect has gone",
    description: "Readable for a day after it has expired.",
    isExtension: true,
    access: { machine: true, session: "read_connections" },
    response: OAuthAttempt,
    handle: ({ ctx, params }) => getAuthorization(ctx, param(params, "oauth_attempt_id")),
  }),
  route({
    method: "POST",
    path: "/oauth-attempts/:oauth_attempt_id/confirm",
    operationId: "confirmOAuthAttempt",
    tag: "Connections",
    summary: "Accept that a different account was chosen",
    description:
      "Only while the attempt is `confirming`. The connection belongs to the new account from then on, with its rules and " +
      "its mapping; access to the previous account is revoked.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "write_connections" },
    response: OAuthAttempt,
    handle: ({ ctx, params }) => confirmAuthorization(ctx, param(params, "oauth_attempt_id")),
  }),
  route({
    method: "POST",
    path: "/oauth-attempts/:oauth_attempt_id/cancel",
    operationId: "cancelOAuthAttempt",
    tag: "Connections",
    summary: "Cancel an attempt to connect",
    description: "What was already granted is revoked at the provider. A connection that exists stays as it is.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "write_connections" },
    response: OAuthAttempt,
    handle: ({ ctx, params }) => cancelAuthorization(ctx, param(params, "oauth_attempt_id")),
  }),
];
