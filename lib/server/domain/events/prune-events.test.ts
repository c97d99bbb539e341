import { describe, expect, vi } from "vitest";
import { z } from "zod";
import { EventDetail } from "#lib/contracts/events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, makeWorkspace, untilEnded } from "#lib/testing/api/factories.ts";
import { runCli, startCli } from "#lib/testing/server/run-cli.ts";
import type { TestServer } from "#lib/testing/server/test-server.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";
import { pruneEvents, type PruneRequest } from "./prune-events.ts";

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const DAY_MS = 86_400_000;

const it = base
  .override("variables", { MESHES_RETRY_SCHEDULE: "1h" })
  /** Everything before tomorrow, unless told otherwise. */
  .extend("prune", ({ server, tenant }) => (fields: Partial<PruneRequest> = {}) => {
    return pruneEvents(server.database.pool, {
      workspaceIds: [tenant.workspaceId],
      before: new Date(Date.now() + DAY_MS),
      batch: 2,
      isDryRun: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...fields,
    });
  })
  /** How many rows of each table the workspace has. */
  .extend(
    "counts",
    ({ server, tenant }) =>
      async (workspaceId = tenant.workspaceId): Promise<Record<string, number>> => {
        const found: Record<string, number> = {};
        for (const table of ["events", "rule_events", "attempts", "attempt_details"]) {
          const { rows } = await server.database.pool.query<{ n: number }>(
            `select count(*)::int as n from ${table} where workspace_id = $1`,
            [workspaceId],
          );
          found[table] = rows[0]?.n ?? -1;
        }
        return found;
      },
  )
  /** One event whose delivery is over, one that waits for its next attempt, one that nothing matched. */
  .extend("makeHistory", ({ tenant, api, receiver }) => async () => {
    const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url });
    await makeRule(api, connection, { event: "good" });
    await makeRule(api, connection, { event: "bad" });
    receiver.behave(() => ({ status: 200 }));
    const delivered = await emit(api, tenant.workspaceId, { event: "good" });
    await untilEnded(api, delivered.id);
    receiver.behave(() => ({ status: 503 }));
    const open = await emit(api, tenant.workspaceId, { event: "bad" });
    await until("the first attempt to fail", async () => {
      return ok(await api.send("GET", `/events/${open.id}`), EventDetail).status === "retrying";
    });
    const unmatched = await emit(api, tenant.workspaceId, { event: "nothing" });
    return { delivered, open, unmatched, ruleOf: async () => (await detail(api, open.id)).rule_events[0]?.rule ?? "" };
  });

const detail = async (api: ApiClient, id: string) => ok(await api.send("GET", `/events/${id}`), EventDetail);

describe("pruning events", () => {
  it("deletes what is over with everything of it, and keeps what is open", async ({
    api,
    makeHistory,
    prune,
    counts,
  }) => {
    const { delivered, open, unmatched, ruleOf } = await makeHistory();
    expect(await prune()).toEqual({ events: 2, rule_events: 1, attempts: 1, kept: 1, is_interrupted: false });
    refused(await api.send("GET", `/events/${delivered.id}`), "NotFound");
    refused(await api.send("GET", `/events/${unmatched.id}`), "NotFound");
    expect((await detail(api, open.id)).status).toBe("retrying");
    expect(await counts()).toEqual({ events: 1, rule_events: 1, attempts: 1, attempt_details: 1 });
    await api.send("POST", `/events/${open.id}/rules/${await ruleOf()}/cancel`);
    expect(await prune()).toMatchObject({ events: 1, kept: 0 });
    expect(await counts()).toEqual({ events: 0, rule_events: 0, attempts: 0, attempt_details: 0 });
  });

  it("only counts when it is dry, and counts what it would delete", async ({ makeHistory, counts, prune }) => {
    await makeHistory();
    const before = await counts();
    const dry = await prune({ isDryRun: true });
    expect(await counts()).toEqual(before);
    expect(await prune()).toEqual(dry);
  });

  it("deletes only what is older than the moment, and only in the workspaces it was told", async ({
    tenant,
    api,
    prune,
    counts,
  }) => {
    const sibling = await makeWorkspace(api);
    const old = await emit(api, tenant.workspaceId);
    await emit(api, sibling.id);
    const at = await until("the clock to move on", () => {
      const now = new Date();
      return now > new Date(old.created_at) && now;
    });
    const young = await emit(api, tenant.workspaceId);
    expect(await prune({ before: at })).toMatchObject({ events: 1 });
    refused(await api.send("GET", `/events/${old.id}`), "NotFound");
    expect((await detail(api, young.id)).id).toBe(young.id);
    expect(await counts(sibling.id)).toMatchObject({ events: 1 });
  });

  it("works in batches, stops between two when told, and goes on from there", async ({ tenant, api, prune }) => {
    for (let index = 0; index < 5; index += 1) await emit(api, tenant.workspaceId);
    const stop = new AbortController();
    const first = await prune({ signal: stop.signal, onProgress: () => stop.abort() });
    expect(first).toMatchObject({ events: 2, is_interrupted: true });
    expect(await prune()).toMatchObject({ events: 3, is_interrupted: false });
  });

  it("leaves alone what somebody is changing in this moment", async ({ server, makeHistory, prune }) => {
    const { delivered } = await makeHistory();
    const client = await server.database.pool.connect();
    try {
      await client.query("begin");
      await client.query("select from rule_events where event_id = $1 for update", [delivered.id]);
      expect(await prune()).toMatchObject({ events: 1, kept: 2 });
    } finally {
      await client.query("rollback");
      client.release();
    }
    expect(await prune()).toMatchObject({ events: 1, kept: 1 });
  });

  it("runs once at a time in a database", async ({ server, tenant, api, prune }) => {
    await emit(api, tenant.workspaceId);
    const client = await server.database.pool.connect();
    try {
      await client.query("select pg_advisory_lock(7315002)");
      await expect(prune()).rejects.toMatchObject({ code: "conflict" });
      await client.query("select pg_advisory_unlock(7315002)");
    } finally {
      client.release(true);
    }
    expect(await prune()).toMatchObject({ events: 1 });
  });
});

describe("meshes events prune", () => {
  const Report = z.object({ dry_run: z.boolean(), before: z.string(), events: z.int(), kept: z.int() });
  const run = (server: TestServer, ...args: string[]) =>
    runCli(["events", "prune", ...args], { ...server.database.variables });
  const age = (server: TestServer, workspaceId: string) =>
    // Ids are where the time is: these are from 2024.
    server.database.pool.query(
      `update events set id = overlay(id::text placing '018d0000-0000' from 1 for 13)::uuid, created_at = '2024-01-13'
       where workspace_id = $1`,
      [workspaceId],
    );

  it("deletes old events of one workspace, and says so to people and machines", async ({
    server,
    tenant,
    api,
    counts,
  }) => {
    await emit(api, tenant.workspaceId);
    await age(server, tenant.workspaceId);
    await emit(api, tenant.workspaceId);
    const args = ["--older-than", "30d", "--workspace", tenant.workspaceId];
    expect(await run(server, ...args, "--dry-run")).toEqual({
      code: 0,
      stdout: "1 event would be deleted, with 0 deliveries and 0 attempts\n",
      stderr: "",
    });
    const done = await run(server, ...args, "--yes", "--json");
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(Report.parse(JSON.parse(done.stdout))).toMatchObject({ dry_run: false, events: 1, kept: 0 });
    expect(await counts()).toMatchObject({ events: 1 });
  });

  it("deletes those of one organization and of no other", async ({ server, tenant, api, counts }) => {
    const other = await server.tenant();
    await emit(api, tenant.workspaceId);
    await emit(server.as(other), other.workspaceId);
    for (const { workspaceId } of [tenant, other]) await age(server, workspaceId);
    const done = await run(server, "--older-than", "30d", "--organization", tenant.organizationId, "--yes");
    expect(done.stdout).toMatch(/^1 event deleted/);
    expect([await counts(), await counts(other.workspaceId)]).toMatchObject([{ events: 0 }, { events: 1 }]);
  });

  it("deletes nothing when it was called wrongly, or for nobody", async ({ server, tenant, api, counts }) => {
    await emit(api, tenant.workspaceId);
    await age(server, tenant.workspaceId);
    const results = await Promise.all([
      run(server, "--older-than", "30", "--yes"),
      run(server, "--older-than", "30d"),
      run(server, "--older-than", "30d", "--yes", "--workspace", "0190a000-0000-7000-8000-000000000000"),
    ]);
    expect(results.map(({ code, stdout }) => [code, stdout])).toEqual([
      [2, ""],
      [2, ""],
      [1, ""],
    ]);
    expect(await counts()).toMatchObject({ events: 1 });
  });

  it("ends on Ctrl-C after the batch at hand", async ({ server, tenant, counts }) => {
    await server.database.pool.query(
      `insert into events (id, workspace_id, event, resource, status, total_rules, payload, created_by, created_at)
       select overlay(gen_random_uuid()::text placing '018d0000-0000-7' from 1 for 15)::uuid, $1, 'e', 'global', 'completed', 0, '{}', 't', '2024-01-13'
       from generate_series(1, 5000)`,
      [tenant.workspaceId],
    );
    const args = ["events", "prune", "--older-than", "30d", "--workspace", tenant.workspaceId, "--batch", "1", "--yes"];
    const command = startCli(args, { ...server.database.variables });
    await until("the first events to be gone", async () => ((await counts())["events"] ?? 0) < 5000);
    command.send("SIGINT");
    const { code, stdout } = await command.result;
    expect(code).toBe(130);
    expect(stdout).toContain("Interrupted");
    const left = (await counts())["events"] ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(stdout).toContain(`${(5000 - left).toLocaleString("en-US")} event`);
  });
});
