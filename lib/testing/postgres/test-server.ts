import { createHash } from "node:crypto";
import pg from "pg";
import { startEmbeddedPostgres } from "../../server/db/embedded/start-embedded-postgres.ts";

/** Run as a process of its own by the tests, to be killed: `node test-server.ts <dataDir> <idle | insert | throw>`. */
const [dataDir = "", mode] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined };
const server = await startEmbeddedPostgres({ dataDir, log });
process.once("SIGINT", () => void server.stop().then(() => process.exit(0)));
print({ ready: server.connection });
if (mode === "insert") await insertForever();
if (mode === "throw")
  setImmediate(() => {
    throw new Error("uncaught on purpose");
  });

async function insertForever(): Promise<void> {
  const client = new pg.Client(server.connection);
  await client.connect();
  await client.query("CREATE TABLE IF NOT EXISTS acknowledged (id int PRIMARY KEY, body text)");
  for (let id = 1; ; id += 1) {
    await client.query("INSERT INTO acknowledged VALUES ($1, $2)", [
      id,
      createHash("sha256").update(String(id)).digest("hex"),
    ]);
    print({ acknowledged: id });
  }
}

function print(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
