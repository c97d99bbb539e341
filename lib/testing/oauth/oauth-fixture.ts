import { Connection } from "#lib/contracts/connections.ts";
import { BulkResult, EventDetail } from "#lib/contracts/events.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok } from "../api/answers.ts";
import type { ApiClient } from "../api/api-client.ts";
import { emit, makeRule } from "../api/factories.ts";
import type { TestServer } from "../server/test-server.ts";
import { until } from "../server/until.ts";
import { connectFake, reconnectFake } from "./fake-oauth.ts";
import type { TokenServer, Tokens } from "./token-server.ts";

/** A workspace with a connection by OAuth and a rule for `user.signup`. */
export type OAuthFixture = {
  api: ApiClient;
  connection: Connection;
  emit(): Promise<string>;
  emitMany(count: number): Promise<void>;
  delivery(eventId: string): Promise<RuleEvent>;
  until(eventId: string, isFit: (found: RuleEvent) => boolean): Promise<RuleEvent>;
  /** As it is now. */
  read(): Promise<Connection>;
  reconnect(tokens?: Tokens): Promise<void>;
  /** Lets the access token end in so many seconds, of the life it has. */
  endsIn(seconds: number): Promise<void>;
  row(): Promise<{ version: number; idle_refresh_at: Date | null; expires_at: Date | null; tokens_sealed: string }>;
};

export async function openOAuthFixture(
  server: TestServer,
  provider: Pick<TokenServer, "grant">,
  tokens: Tokens = provider.grant(),
): Promise<OAuthFixture> {
  const tenant = await server.tenant();
  const api = server.as(tenant);
  const connection = await connectFake(server, tenant, tokens);
  await makeRule(api, connection, { metadata: { action: "send_note" } });
  const delivery = async (eventId: string) => {
    const [found] = ok(await api.send("GET", `/events/${eventId}`), EventDetail).rule_events;
    if (found === undefined) throw new Error(`Event ${eventId} has no delivery`);
    return found;
  };
  const { pool } = server.database;
  return {
    api,
    connection,
    emit: async () => (await emit(api, tenant.workspaceId)).id,
    emitMany: async (count) => {
      const item = { workspace: tenant.workspaceId, event: "user.signup", payload: {} };
      ok(
        await api.send(
          "POST",
          "/events/bulk",
          Array.from({ length: count }, () => item),
        ),
        BulkResult,
        201,
      );
    },
    delivery,
    until: (eventId, isFit) =>
      until(
        `the delivery of ${eventId}`,
        async () => {
          const found = await delivery(eventId);
          return isFit(found) ? found : undefined;
        },
        30_000,
      ),
    read: async () => ok(await api.send("GET", `/connections/${connection.id}`), Connection),
    reconnect: async (again = provider.grant()) => {
      await server.app.db.transaction((tx) => reconnectFake(tx, server.app, connection, again));
      await server.app.wakeWorkers();
    },
    endsIn: async (seconds) => {
      await pool.query("update oauth_tokens set expires_at = now() + make_interval(secs => $2) where id = $1", [
        connection.id,
        seconds,
      ]);
    },
    row: async () => {
      const { rows } = await pool.query("select * from oauth_tokens where id = $1", [connection.id]);
      return rows[0];
    },
  };
}

export const isWaiting = ({ waiting }: RuleEvent) => waiting === "connection_inactive";
export const isDone = ({ status }: RuleEvent) => status === "completed";
