import {
  CreatedSession,
  CreateSession,
  SessionRequest,
  CurrentSession,
  ListSessionsQuery,
  RefreshedSession,
  RevokedSession,
  SessionsPage,
} from "#lib/contracts/sessions.ts";
import { createSession } from "#lib/server/domain/tenancy/sessions/create-session.ts";
import { getCurrentSession, listSessions } from "#lib/server/domain/tenancy/sessions/read-sessions.ts";
import { refreshSession, revokeSession } from "#lib/server/domain/tenancy/sessions/session-life.ts";
import { param, route, requireSession } from "../route.ts";

export const sessionRoutes = [
  route({
    method: "POST",
    path: "/sessions",
    operationId: "createSession",
    tag: "Sessions",
    summary: "Mint an embed session",
    access: { machine: true },
    bucket: "mint",
    body: SessionRequest,
    bodyShape: CreateSession,
    response: CreatedSession,
    handle: ({ ctx, body }) => createSession(ctx, body),
  }),
  route({
    method: "GET",
    path: "/sessions",
    operationId: "listSessions",
    tag: "Sessions",
    summary: "List the sessions of a workspace",
    access: { machine: true },
    query: ListSessionsQuery,
    response: SessionsPage,
    handle: ({ ctx, query }) => listSessions(ctx, query),
  }),
  route({
    method: "POST",
    path: "/sessions/:session_id/refresh",
    operationId: "refreshSession",
    tag: "Sessions",
    summary: "Refresh a session's access token",
    conflicts: [409],
    access: { machine: true },
    bucket: "mint",
    response: RefreshedSession,
    handle: ({ ctx, params }) => refreshSession(ctx, param(params, "session_id")),
  }),
  route({
    method: "DELETE",
    path: "/sessions/:session_id",
    operationId: "revokeSession",
    tag: "Sessions",
    summary: "Revoke a session",
    access: { machine: true },
    response: RevokedSession,
    handle: ({ ctx, params }) => revokeSession(ctx, param(params, "session_id")),
  }),
  route({
    method: "GET",
    path: "/session",
    operationId: "getCurrentSession",
    tag: "Sessions",
    summary: "Read the current session",
    isExtension: true,
    access: { machine: false, session: "any" },
    response: CurrentSession,
    handle: ({ ctx, principal }) => getCurrentSession(ctx, requireSession(principal)),
  }),
];
