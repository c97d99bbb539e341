import { expect } from "vitest";
import { Connection } from "#lib/contracts/connections.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { emit, makeRule, uniqueName, untilEnded } from "#lib/testing/api/factories.ts";
import type { Answer, Received, Receiver } from "#lib/testing/api/receiver.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";

const BOT = "made-up-token-of-the-only-bot";
/** The one bot is in both servers. */
const GUILDS: Record<string, string> = {
  "111111111111111111": "111111111111111112",
  "222222222222222222": "222222222222222223",
};

function answer({ method, path, headers }: Received): Answer {
  if (headers.authorization !== `Bot ${BOT}`) return { status: 401, body: '{"code":0}' };
  const guild = /^\/guilds\/(\d+)\/channels$/.exec(path)?.[1];
  if (guild !== undefined)
    return { status: 200, body: JSON.stringify([{ id: GUILDS[guild], name: "general", type: 0 }]) };
  return method === "POST" ? { status: 200, body: '{"id":"1"}' } : { status: 404 };
}

const it = base.override("variables", ({ fileReceiver }) => ({
  MESHES_PROVIDER_DISCORD_CLIENT_ID: "client",
  MESHES_PROVIDER_DISCORD_CLIENT_SECRET: "secret of the client",
  MESHES_PROVIDER_DISCORD_BOT_TOKEN: BOT,
  MESHES_PROVIDER_DISCORD_API_URL: new URL(fileReceiver.url).origin,
}));

/** As a completed consent leaves it; the person's own tokens are of no use to deliveries. */
async function connect(server: TestServer, tenant: Tenant, guild: string): Promise<Connection> {
  const id = uuidv7();
  const metadata = { guild_id: guild, guild_name: "Server", account_id: guild, account_label: "Server" };
  await server.database.pool.query(
    "insert into connections (id, workspace_id, type, name, metadata, created_by) values ($1, $2, 'discord', $3, $4, 'test')",
    [id, tenant.workspaceId, uniqueName("Discord"), JSON.stringify(metadata)],
  );
  return ok(await server.as(tenant).send("GET", `/connections/${id}`), Connection);
}

const message = (channel: string) => ({ action: "send_message", id: channel, title: "T", template: "Hi {{name}}" });
const posted = (discord: Receiver) =>
  discord.received.filter(({ method }) => method === "POST").map(({ path }) => path);

it("no customer's rule reaches the server of another one, whatever it names", async ({
  server,
  tenant: ours,
  api,
  receiver: discord,
}) => {
  discord.behave(answer);
  const connection = await connect(server, ours, "111111111111111111");
  await connect(server, await server.tenant(), "222222222222222222");
  const body = { workspace: ours.workspaceId, connection: connection.id, event: "user.signup" };
  for (const channel of ["222222222222222223", "999999999999999999", "../222222222222222223"]) {
    const refused = await api.send("POST", "/rules", { ...body, metadata: message(channel) });
    expect(badRequest(refused, "metadata.id").error.data).toEqual([
      { param: "metadata.id", msg: "The connected Discord server has no such text or announcement channel" },
    ]);
  }

  const rule = await makeRule(api, connection, { metadata: message("111111111111111112") });
  const first = await emit(api, ours.workspaceId, { payload: { name: "Ada" } });
  expect((await untilEnded(api, first.id)).status).toBe("completed");
  const second = await emit(api, ours.workspaceId, { payload: { name: "Bob" } });
  expect((await untilEnded(api, second.id)).status).toBe("completed");
  expect(posted(discord)).toEqual(Array(2).fill("/channels/111111111111111112/messages"));
  // At each of four tries to save a rule, and once for both deliveries.
  const asked = discord.received.filter(({ path }) => path === "/guilds/111111111111111111/channels").length;
  expect(asked).toBe(5);

  const sql = "update rules set metadata = jsonb_set(metadata, '{id}', '\"222222222222222223\"') where id = $1";
  await server.database.pool.query(sql, [rule.id]);
  const third = await emit(api, ours.workspaceId, { payload: { name: "Eve" } });
  const failed = await untilEnded(api, third.id);
  expect(failed.status).toBe("failed");
  expect(posted(discord)).toHaveLength(2);
  expect(discord.received.some(({ path }) => path.includes("222222222222222223"))).toBe(false);
});
