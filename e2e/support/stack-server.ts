import { sql } from "drizzle-orm";
import { readEnv } from "#lib/server/env.ts";
import { createLog } from "#lib/server/log.ts";
import { provisionTenant } from "#lib/server/provision.ts";
import { startServer } from "#lib/server/start-server.ts";
import type { StackCall, StackReply } from "./stack.ts";

/** The server under test as a process of its own; the tests ask it for tenants and move times in its database. */
const env = readEnv();
const server = await startServer(env, createLog(env.logLevel));

async function answer({ question }: StackCall): Promise<unknown> {
  if (question.kind === "tenant") return provisionTenant(server.app, question.names);
  if (question.kind === "launch") {
    const { sessionId, expiresAt } = question;
    return server.app.signer.sign("meshes-launch", { sessionId, version: 1, expiresAt: new Date(expiresAt) });
  }
  const parts = Object.assign([...question.parts], { raw: question.parts });
  return (await server.app.db.execute(sql(parts, ...question.values))).rows;
}

function reply(message: StackReply): void {
  process.send?.(message);
}

process.on("message", (call: StackCall) => {
  answer(call).then(
    (value) => reply({ id: call.id, value }),
    (error: unknown) => reply({ id: call.id, error: String(error) }),
  );
});

/** The tests' process may die without a word. */
for (const end of ["SIGINT", "SIGTERM", "disconnect"]) {
  process.once(end, () => void server.stop().then(() => process.exit(0)));
}

reply({ id: 0, value: server.url });
