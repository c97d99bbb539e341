import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { readEnv } from "#lib/server/runtime/env.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer } from "#lib/server/wiring.ts";
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

/** Not left to the tests' process, which may die without a word. */
async function end(): Promise<void> {
  await server.stop();
  rmSync(env.dataDir, { recursive: true, force: true });
  process.exit(0);
}

for (const reason of ["SIGINT", "SIGTERM", "disconnect"]) process.once(reason, () => void end());

reply({ id: 0, value: server.url });
