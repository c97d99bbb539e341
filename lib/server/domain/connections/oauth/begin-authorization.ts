import { and, eq, isNull } from "drizzle-orm";
import type { ErrorDetail } from "#lib/contracts/errors.ts";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { CreateOAuthAttempt, OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { connections, oauthAttempts } from "#lib/server/db/schema/connections.ts";
import { type Principal, requireWorkspace } from "#lib/server/domain/tenancy/index.ts";
import { fieldProblem } from "#lib/server/providers/kit/api-key-settings.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { AppError, badParam, notFound } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { nameTaken, requireConnection } from "../connection.ts";
import type { ConnectionsContext } from "../context.ts";
import { optionsIn, type OAuthOptions } from "./endpoints.ts";
import { requireOAuth, type OAuthDestination } from "./oauth-destination.ts";
import { hashSecret, newSecret } from "./openings.ts";
import { serializeAuthorization } from "./read-authorizations.ts";

/** Long enough to find a password, and to ask a colleague who may agree. */
const ATTEMPT_LIFE_MS = 3_600_000;

/** Begins connecting an account, or connecting one again. Nothing happens at the provider before the address is opened. */
export async function beginAuthorization(
  ctx: ConnectionsContext,
  principal: Principal,
  workspaceId: string,
  input: CreateOAuthAttempt,
): Promise<OAuthAttemptCreated> {
  const workspace = await requireWorkspace(ctx.db, ctx.scope, workspaceId);
  const { destination, connection, options } = await resolveTarget(ctx, workspace.id, input);
  requireAvailable(ctx, destination, principal, connection === undefined ? "type" : "connection");
  if (connection === undefined && input.name !== undefined) await requireFreeName(ctx, workspace.id, input.name);
  const ticket = newSecret();
  const now = clock.now();
  const [row] = await ctx.db
    .insert(oauthAttempts)
    .values({
      id: uuidv7(),
      workspaceId: workspace.id,
      sessionId: principal.kind === "session" ? principal.session.id : null,
      connectionId: connection?.id ?? null,
      isReconnect: connection !== undefined,
      type: destination.integration.type,
      name: connection === undefined ? (input.name ?? null) : null,
      options,
      status: "waiting",
      ticketHash: hashSecret(ticket),
      createdBy: ctx.actor,
      createdAt: now,
      expiresAt: new Date(now.getTime() + ATTEMPT_LIFE_MS),
    })
    .returning();
  if (row === undefined) throw new Error("The attempt was not returned by its insert");
  const startUrl = `${ctx.env.publicUrl}/oauth/start/${row.id}?ticket=${ticket}`;
  return { attempt: await serializeAuthorization(ctx.db, row), start_url: startUrl };
}

async function resolveTarget(
  ctx: ConnectionsContext,
  workspaceId: string,
  { type, connection: id, options }: CreateOAuthAttempt,
) {
  if (id === undefined) {
    if (type === undefined) throw badParam("type", "Required, unless a connection is named");
    const destination = requireOAuth(ctx, type);
    return { destination, connection: undefined, options: parseOptions(destination.oauth.options ?? [], options) };
  }
  const connection = await requireConnection(ctx.db, ctx.scope, id);
  if (connection.workspaceId !== workspaceId) throw notFound();
  if (type !== undefined && type !== connection.type) throw badParam("type", "Not the type of this connection");
  const destination = requireOAuth(ctx, connection.type, "connection");
  const { oauth } = destination;
  const kept = optionsIn(oauth, connection.metadata);
  return { destination, connection, options: parseOptions(oauth.options ?? [], options, kept) };
}

/** What is missing is the operator's to know. */
function requireAvailable(
  ctx: ConnectionsContext,
  { integration, missingSetup }: OAuthDestination,
  caller: Principal,
  param: "type" | "connection",
): void {
  const missing = missingSetup(ctx.env.providers[integration.type] ?? {});
  if (missing === undefined) return;
  const msg = caller.kind === "session" ? `${integration.name} cannot be connected here at the moment` : missing;
  throw new AppError("unprocessable", msg, { data: [{ param, msg }] });
}

async function requireFreeName(ctx: ConnectionsContext, workspaceId: string, name: string): Promise<void> {
  const isNamed = and(
    eq(connections.workspaceId, workspaceId),
    eq(connections.name, name),
    isNull(connections.deletedAt),
  );
  if ((await ctx.db.$count(connections, isNamed)) > 0) throw nameTaken(undefined);
}

/** What must be chosen before consent, checked by the descriptor's fields; `previous` is kept where nothing is sent. */
export function parseOptions(
  fields: readonly AuthenticationField[],
  sent: OAuthOptions = {},
  previous: OAuthOptions = {},
): OAuthOptions {
  const values: Record<string, string> = {};
  const problems: ErrorDetail[] = [];
  for (const field of fields) {
    if (!isAsked(field, values)) continue;
    const value = sent[field.key]?.trim() || previous[field.key] || field.defaultValue || "";
    const msg = fieldProblem(field, value);
    if (msg !== undefined) problems.push({ param: `options.${field.key}`, msg });
    if (value !== "") values[field.key] = value;
  }
  if (problems.length > 0) throw new AppError("bad_request", "Validation failed", { data: problems });
  return values;
}

/** A field that depends on another one comes after it. */
function isAsked({ dependsOn }: AuthenticationField, values: OAuthOptions): boolean {
  if (dependsOn === undefined) return true;
  return [dependsOn.value].flat().includes(values[dependsOn.field] ?? "");
}
