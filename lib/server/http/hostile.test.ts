import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { machineToken } from "#lib/testing/api/api-client.ts";
import { pathParameters, startApiFixture, type StartedWorld, type ApiFixture } from "#lib/testing/api/api-fixture.ts";
import { mintSession, readPublishableKey } from "#lib/testing/api/factories.ts";
import { hostileRequests } from "#lib/testing/hostile/hostile-requests.ts";
import { hostileClient, type HostileClient } from "#lib/testing/hostile/send-hostile.ts";
import { operations, type Operation } from "#lib/testing/openapi/openapi-document.ts";
import { collectProblems, type Problems } from "#lib/testing/server/problems.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";

/** Requests of each operation. `FUZZ_RUNS=5000 npx vitest run lib/server/http/hostile.test.ts` looks for longer. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 25);
const RUN_MS_MAX = 200;

let server: TestServer;
let started: StartedWorld;
let world: ApiFixture;
let client: HostileClient;
let problems: Problems;
let credentials: Record<string, Record<string, string>>;

beforeAll(async () => {
  problems = collectProblems();
  started = await startApiFixture({ MESHES_DELIVERY_TIMEOUT_MS: "1000" }, problems.log);
  ({ server, world } = started);
  const { tenant } = world;
  client = hostileClient(server.url);
  const session = await mintSession(world.api, tenant, {
    role: "owner",
    scopes: ["events.payload:read"],
    ttl_seconds: 3600,
  });
  credentials = {
    publishable: { "x-meshes-publishable-key": await readPublishableKey(world.api, tenant.workspaceId) },
    session: { authorization: `Bearer ${session.access_token}` },
    nobody: {},
    absurd: { authorization: "Bearer \u00ff.e30.x", "x-meshes-publishable-key": "mesh_pub_a_b_c" },
  };
});

afterAll(async () => {
  client.close();
  await started.close();
});

/** Machine tokens live for a minute, a long search does not. */
async function credentialOf(kind: string): Promise<Record<string, string>> {
  return credentials[kind] ?? { authorization: `Bearer ${await machineToken(world.tenant)}` };
}

const callers = fc.oneof(
  { arbitrary: fc.constant("machine"), weight: 6 },
  { arbitrary: fc.constant("session"), weight: 3 },
  { arbitrary: fc.constantFrom("publishable", "nobody", "absurd"), weight: 1 },
);

const contentTypes = fc.oneof(
  { arbitrary: fc.constant("application/json"), weight: 9 },
  {
    arbitrary: fc.constantFrom(
      "",
      "text/plain",
      "application/json; charset=utf-16",
      "application/json;;;",
      "x".repeat(500),
    ),
    weight: 1,
  },
);

/** Deletes come last, so that the others find something. */
const inOrder = operations.toSorted((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));

describe("hostile requests", () => {
  it.each(inOrder.map((operation) => [operation.method, operation.path, operation] as const))(
    "are refused in the envelope, or do what the document says: %s %s",
    async (_method, _path, operation) => {
      problems.lines.length = 0;
      await fc.assert(propertyOf(operation), { numRuns: RUNS });
      expect(problems.lines, "warnings and errors in the log").toEqual([]);
    },
    10_000 + RUNS * RUN_MS_MAX,
  );

  it("leave the server as it was", async () => {
    const answer = await world.api.send("GET", "/workspaces");
    expect(answer.status).toBe(200);
  });
});

function propertyOf(operation: Operation) {
  return fc.asyncProperty(
    hostileRequests(operation, pathParameters(world)),
    callers,
    contentTypes,
    async ({ path, headers, body }, caller, contentType) => {
      const all = { "content-type": contentType, ...headers, ...(await credentialOf(caller)) };
      const answer = await client.send(operation.method, path, all, body);
      expect(answer.problems).toEqual([]);
    },
  );
}
