import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Readiness } from "#lib/contracts/health.ts";
import { provisionTenant } from "#lib/server/domain/tenancy/provision.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { startServer, type RunningServer } from "#lib/server/wiring.ts";
import { refused } from "#lib/testing/api/answers.ts";
import { apiClient } from "#lib/testing/api/api-client.ts";
import { createFixtures, held, type DeliveryFixture, type Fixtures } from "#lib/testing/api/delivery-fixture.ts";
import { testEnv } from "#lib/testing/server/test-env.ts";
import { until } from "#lib/testing/server/until.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded/start-embedded-postgres.ts";

const SECONDS_MAX = 5;
const log = createLog("silent");

let dataDir: string;
let postgres: EmbeddedPostgres;
let server: RunningServer;
let fixtures: Fixtures;
let fixture: DeliveryFixture;

const startPostgres = () => startEmbeddedPostgres({ dataDir, log, hasFsync: false });

function startOwnServer(): Promise<RunningServer> {
  // The link leads to the socket also after PostgreSQL was started again.
  const url = `postgresql://meshes@localhost:5432/meshes?host=${encodeURIComponent(join(dataDir, "socket"))}`;
  return startServer(testEnv({ DATABASE_URL: url, MESHES_DELIVERY_TIMEOUT_MS: "3000" }), log, { hasPages: false });
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "meshes-away-"));
  postgres = await startPostgres();
  server = await startOwnServer();
  fixtures = createFixtures({
    tenant: () => provisionTenant(server.app, { organization: "Organization", workspace: "Workspace" }),
    as: (tenant) => apiClient(server.url, { kind: "machine", tenant }),
  });
  fixture = await fixtures.open();
});

afterAll(async () => {
  await server.stop();
  await postgres.stop();
  await fixtures.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function readiness(): Promise<{ status: number; ready: Readiness }> {
  const response = await fetch(`${server.url}/api/ready`);
  if (response.status === 503) expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
  return { status: response.status, ready: Readiness.parse(await response.json()) };
}

describe("while the database is away", () => {
  it("says that it is not ready, refuses with 503, and delivers when the database is back", async () => {
    expect(await readiness()).toMatchObject({ status: 200, ready: { status: "ready" } });
    const before = await fixture.emit();
    await fixture.until(before, "completed");

    await postgres.stop();
    const startedAt = performance.now();
    expect(await readiness()).toMatchObject({
      status: 503,
      ready: { status: "not_ready", checks: { database: "failing" } },
    });
    const answer = await fixture.api.send("POST", "/events", {
      workspace: fixture.workspace,
      event: "user.signup",
      payload: {},
    });
    refused(answer, "ServiceUnavailable");
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((performance.now() - startedAt) / 1000).toBeLessThan(SECONDS_MAX);

    postgres = await startPostgres();
    await until("the server to be ready again", async () => (await readiness()).status === 200);
    await fixture.until(await fixture.emit(), "completed");
  });

  it("keeps the outcome of what was in flight, so that it is not sent again", async () => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const sentBefore = fixture.receiver.received.length;
    const id = await fixture.emit();
    await until("the request", () => fixture.receiver.received.length === sentBefore + 1);
    await postgres.stop();
    gate.release();
    postgres = await startPostgres();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([{ attempt_number: 1, outcome_code: "delivered" }]);
    expect(fixture.receiver.received).toHaveLength(sentBefore + 1);
  });

  it("stops without it", async () => {
    await postgres.stop();
    const startedAt = performance.now();
    await server.stop();
    expect((performance.now() - startedAt) / 1000).toBeLessThan(SECONDS_MAX);
  });
});
