import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventCreated, EventsPage } from "#lib/contracts/events.ts";
import { Readiness } from "#lib/contracts/health.ts";
import type { Tenant } from "#lib/server/domain/tenancy/provision.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { apiClient, machineToken, type ApiClient } from "#lib/testing/api/api-client.ts";
import { killServers, spawnServer, type ServerProcess } from "#lib/testing/server/server-process.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";

const SKEW_MS = 600_000;
const PRELOAD = new URL("../../testing/server/skewed-clock.ts", import.meta.url).href;

let right: TestServer;
let ahead: ServerProcess;
let behind: ServerProcess;
let tenant: Tenant;
let apis: ApiClient[];

beforeAll(async () => {
  right = await startTestServer();
  const skewed = (ms: number) =>
    spawnServer("withoutPages", {
      ...right.database.variables,
      MESHES_ROLE: "web",
      MESHES_TEST_SKEW_MS: String(ms),
      NODE_OPTIONS: `--import=${PRELOAD}`,
    });
  [ahead, behind] = await Promise.all([skewed(SKEW_MS), skewed(-SKEW_MS)]);
  tenant = await right.tenant();
  apis = [ahead, right, behind].map(({ url }) => apiClient(url, { kind: "machine", tenant }));
}, 180_000);

afterAll(async () => {
  await killServers();
  await right.close();
});

describe("nodes whose clocks are ten minutes wrong", () => {
  it("list what they took in the order in which it came", async () => {
    const sent: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (const api of apis) {
        const body = { workspace: tenant.workspaceId, event: "user.signup", payload: {} };
        sent.push(ok(await api.send("POST", "/events", body), EventCreated, 201).event.id);
        // Beyond what reading the database's time is uncertain by.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    for (const api of apis) {
      const page = ok(await api.send("GET", `/workspaces/${tenant.workspaceId}/events`), EventsPage);
      expect(page.records.map(({ id }) => id)).toEqual(sent.toReversed());
      const times = page.records.map(({ created_at }) => Date.parse(created_at));
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
    }
  });

  it("judge machine tokens by the right time", async () => {
    for (const api of apis) expect((await api.send("GET", "/workspaces")).status).toBe(200);
    for (const { url } of [ahead, right, behind]) {
      for (const seconds of [-SKEW_MS / 1000, SKEW_MS / 1000]) {
        const response = await fetch(`${url}/api/v1/workspaces`, {
          headers: { authorization: `Bearer ${await tokenOf(seconds)}` },
        });
        expect(response.status).toBe(401);
      }
    }
  });

  it("say so", async () => {
    expect(ahead.output()).toContain("The clock of this machine is 600 s ahead of the database's");
    expect(behind.output()).toContain("The clock of this machine is 600 s behind the database's");
    for (const [node, offsetMs] of [
      [ahead, -SKEW_MS],
      [behind, SKEW_MS],
    ] as const) {
      const ready = Readiness.parse(await (await fetch(`${node.url}/api/ready`)).json());
      expect(Math.abs(ready.clock_offset_ms - offsetMs)).toBeLessThan(5_000);
    }
  });
});

function tokenOf(shiftSeconds: number): Promise<string> {
  const iat = Math.floor(Date.now() / 1000) + shiftSeconds;
  return machineToken(tenant, { claims: { iat, exp: iat + 30 } });
}

it("is the only clock: nothing else in the server asks the machine for the time of day", () => {
  const root = join(import.meta.dirname, "..");
  const own = ["runtime/clock.ts", "db/database-clock.ts"];
  const found = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.includes("testing/"))
    .filter((path) => !own.includes(path))
    .filter((path) => /\bDate\.now\(\)|\bnew Date\(\)/.test(readFileSync(join(root, path), "utf8")));
  expect(found).toEqual([]);
});
