import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { OAUTH_VARIABLES } from "#lib/testing/api/api-fixture.ts";
import { makeExampleFixture, type ExampleFixture } from "#lib/testing/api/example-fixture.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { runExample } from "#lib/testing/api/run-example.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { curlExample } from "./curl-example.ts";
import { referenceTags, type Operation } from "./reference.ts";

let server: TestServer;
let receiver: Receiver;
let folder: string;
let shared: ExampleFixture;

beforeAll(async () => {
  const variables = { MESHES_EMBED_ORIGINS: "https://app.example.com", MESHES_RETRY_SCHEDULE: "10ms" };
  server = await startTestServer({ ...variables, ...OAUTH_VARIABLES });
  receiver = await startReceiver();
  receiver.behave(({ path }) => ({ status: path.endsWith("/refuses") ? 500 : 200 }));
  folder = mkdtempSync(join(tmpdir(), "meshes-reference-"));
  shared = await makeExampleFixture(server, receiver);
});
afterAll(async () => {
  await server.close();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The one that fails has everything: attempts with details, and something to retry. */
const FAILED = ["CONNECTION_ID", "RULE_ID", "EVENT_ID"];

async function variablesFor(example: string, world: ExampleFixture): Promise<Record<string, string>> {
  const names = [...new Set(example.match(/[A-Z_]+_(?:ID|TOKEN)/g))];
  const variables = await world.read(new Set(names.map((name) => (FAILED.includes(name) ? `FAILED_${name}` : name))));
  return { ...variables, ...Object.fromEntries(FAILED.map((name) => [name, variables[`FAILED_${name}`] ?? ""])) };
}

/** A stream has no end; the page about it is executed instead. */
function hasEnd({ responses }: Operation): boolean {
  return responses["200"]?.content?.["text/event-stream"] === undefined;
}

const operations = referenceTags.flatMap((tag) => tag.operations).filter(hasEnd);

it.each(operations.map((operation) => [operation.operationId, operation] as const))(
  "the call that the reference shows for %s is understood",
  async (_, operation) => {
    const example = curlExample(operation);
    const world = operation.method === "GET" ? shared : await makeExampleFixture(server, receiver);
    const variables = await variablesFor(example, world);
    const result = await runExample("bash", example, { folder, file: "", variables });
    const [status = 0] = result.statuses;
    // A delivery that has ended cannot be canceled, and a connection with rules is not deleted without force.
    const isConflict = status === 409 && operation.responses["409"] !== undefined;
    expect(isConflict || (status >= 200 && status < 300), `${example}\n${result.stdout}${result.stderr}`).toBe(true);
  },
);
