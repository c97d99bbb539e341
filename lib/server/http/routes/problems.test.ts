import { describe, expect } from "vitest";
import { EventsSearchPage } from "#lib/contracts/events.ts";
import { Problem, ProblemsPage } from "#lib/contracts/problems.ts";
import { CreatedSession } from "#lib/contracts/sessions.ts";
import { badRequest, ok, refused } from "#lib/testing/api/answers.ts";
import { apiClient, type ApiClient } from "#lib/testing/api/api-client.ts";
import { bulkRetries, emitFailing } from "#lib/testing/api/bulk-retries.ts";
import type { DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { HOST_ORIGIN, makeRule, makeWorkspace } from "#lib/testing/api/factories.ts";
import { it } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const list = async (api: ApiClient, workspace: string, query = "") =>
  ok(await api.send("GET", `/workspaces/${workspace}/problems${query}`), ProblemsPage);

async function theProblem(api: ApiClient, workspace: string, query = ""): Promise<Problem> {
  const { records } = await list(api, workspace, query);
  expect(records).toHaveLength(1);
  return Problem.parse(records[0]);
}

const set = (api: ApiClient, { workspace, id }: Pick<Problem, "workspace" | "id">, state: string) =>
  api.send("PATCH", `/workspaces/${workspace}/problems/${id}`, { state });

async function resourceSession(url: string, { api, workspace }: DeliveryFixture, pair: object): Promise<ApiClient> {
  const body = { workspace_id: workspace, allowed_origins: [HOST_ORIGIN], session_type: "resource", ...pair };
  const { access_token: token } = ok(await api.send("POST", "/sessions", body), CreatedSession);
  return apiClient(url, { kind: "bearer", token });
}

describe("the problems of a workspace", () => {
  it("are one for all deliveries that fail for one cause, with what is in it now", async ({ fixture }) => {
    const { api, workspace, connection, rule } = fixture;
    expect(await list(api, workspace)).toEqual({ count: 0, limit: 50, next_cursor: null, records: [] });
    await emitFailing(fixture, 3);
    const problem = await theProblem(api, workspace);
    expect(problem).toMatchObject({
      workspace,
      connection: connection.id,
      connection_name: connection.name,
      integration_type: "webhook",
      rule: rule.id,
      event: rule.event,
      outcome_code: "invalid_request",
      status_code: 400,
      state: "open",
      attempt_count: 3,
      failed_count: 3,
      retrying_count: 0,
    });
    expect(problem.hours.map(({ attempts }) => attempts).reduce((sum, n) => sum + n)).toBe(3);
    const starts = problem.hours.map(({ hour }) => Date.parse(hour));
    expect(starts).toEqual(starts.map((_, index) => (starts[0] ?? 0) + index * 3_600_000));
    for (const key of ["acknowledged_by", "acknowledged_at", "ignored_by", "ignored_at", "resolved_at"])
      expect(problem).not.toHaveProperty(key);
    expect(ok(await api.send("GET", `/workspaces/${workspace}/problems/${problem.id}`), Problem)).toEqual(problem);
  });

  it("are filtered by state, connection and rule, and paged by when they were seen last", async ({ fixture }) => {
    const { api, workspace, connection, receiver } = fixture;
    // None of these is tried again, so each delivery stays where it is.
    const statuses = [400, 413, 422];
    for (const [index, status] of statuses.entries()) {
      receiver.behave(() => ({ status }));
      await fixture.emit();
      await until("its problem", async () => (await list(api, workspace)).count === index + 1);
    }
    const all = await list(api, workspace, "?limit=200");
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list(api, workspace, `?limit=1${cursor === null ? "" : `&cursor=${cursor}`}`);
      expect(page).toMatchObject({ count: 1, limit: 1 });
      seen.push(...page.records.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null && seen.length < 10);
    expect(new Set(seen)).toEqual(new Set(all.records.map(({ id }) => id)));
    const [first] = all.records;
    ok(await set(api, Problem.parse(first), "ignored"), Problem);
    expect((await list(api, workspace)).count).toBe(2);
    expect((await list(api, workspace, "?state=ignored")).records).toMatchObject([{ id: first?.id }]);
    expect((await list(api, workspace, "?state=ignored,open,resolved")).count).toBe(3);
    expect((await list(api, workspace, `?connection_id=${connection.id}`)).count).toBe(2);
    expect((await list(api, workspace, `?rule_id=${connection.id}`)).count).toBe(0);
    expect((await list(api, workspace, "?rule_id=nonsense")).count).toBe(0);
    badRequest(await api.send("GET", `/workspaces/${workspace}/problems?state=broken`), "state");
    badRequest(await api.send("GET", `/workspaces/${workspace}/problems?cursor=abc`), "cursor");
  });

  it("are what the list of events, the preview and the bulk retry can be narrowed to", async ({ fixture }) => {
    const { api, workspace } = fixture;
    const ids = await emitFailing(fixture, 2);
    const problem = await theProblem(api, workspace);
    const rest = await emitFailing(fixture, 1);
    fixture.receiver.behave(() => ({ status: 422 }));
    const other = await fixture.emit();
    await fixture.until(other, "failed");
    const events = ok(
      await api.send("GET", `/workspaces/${workspace}/events?problem_id=${problem.id}`),
      EventsSearchPage,
    );
    expect(new Set(events.records.map(({ id }) => id))).toEqual(new Set([...ids, ...rest]));
    const bulk = bulkRetries(api, workspace);
    expect(await bulk.preview({ problem_id: problem.id })).toMatchObject({ matching: 3, retryable: 3 });
    expect(await bulk.preview({ problem_id: workspace })).toMatchObject({ matching: 0 });
    fixture.receiver.behave(() => ({ status: 200 }));
    const retry = await bulk.start({ problem_id: problem.id });
    expect(await bulk.untilCompleted(retry.id)).toMatchObject({ retried: 3 });
    for (const id of [...ids, ...rest]) await fixture.until(id, "completed");
    await fixture.until(other, "failed");
    expect(await theProblem(api, workspace, "?state=resolved")).toMatchObject({ id: problem.id, failed_count: 0 });
    expect(await theProblem(api, workspace)).toMatchObject({ status_code: 422 });
  });

  it("go with their rule", async ({ fixture }) => {
    await emitFailing(fixture, 1);
    const problem = await theProblem(fixture.api, fixture.workspace);
    await fixture.api.send("DELETE", `/rules/${fixture.rule.id}`);
    expect((await list(fixture.api, fixture.workspace, "?state=open,resolved")).count).toBe(0);
    refused(await fixture.api.send("GET", `/workspaces/${fixture.workspace}/problems/${problem.id}`), "NotFound");
  });
});

describe("what somebody decides about a problem", () => {
  it("is kept with who and when, and can be taken back", async ({ fixture }) => {
    const { api, workspace } = fixture;
    await emitFailing(fixture, 1);
    const problem = await theProblem(api, workspace);
    const acknowledged = ok(await set(api, problem, "acknowledged"), Problem);
    expect(acknowledged).toMatchObject({ state: "acknowledged", acknowledged_by: expect.any(String) as string });
    expect(ok(await set(api, problem, "acknowledged"), Problem)).toEqual(acknowledged);
    const ignored = ok(await set(api, problem, "ignored"), Problem);
    expect(ignored).toMatchObject({ state: "ignored", ignored_by: acknowledged.acknowledged_by });
    expect(ignored).not.toHaveProperty("acknowledged_by");
    expect(ok(await set(api, problem, "open"), Problem)).toEqual(problem);
    for (const state of ["resolved", "closed", 7]) {
      badRequest(await api.send("PATCH", `/workspaces/${workspace}/problems/${problem.id}`, { state }), "state");
    }
  });

  it("is a conflict when it is over", async ({ fixture, server }) => {
    await emitFailing(fixture, 1);
    const problem = await theProblem(fixture.api, fixture.workspace);
    await server.database.pool.query("update problems set state = 'resolved', resolved_at = now() where id = $1", [
      problem.id,
    ]);
    for (const state of ["open", "acknowledged", "ignored"])
      refused(await set(fixture.api, problem, state), "Conflict");
  });

  it("resolves it when it was ignored and nothing is in it any more", async ({ fixture }) => {
    const [id = ""] = await emitFailing(fixture, 1);
    const problem = await theProblem(fixture.api, fixture.workspace);
    ok(await set(fixture.api, problem, "ignored"), Problem);
    fixture.receiver.behave(() => ({ status: 200 }));
    await fixture.retry(id);
    await fixture.until(id, "completed");
    expect(await theProblem(fixture.api, fixture.workspace, "?state=ignored")).toMatchObject({ failed_count: 0 });
    expect(ok(await set(fixture.api, problem, "open"), Problem)).toMatchObject({ state: "resolved" });
  });
});

describe("the problems of others", () => {
  it("do not exist for another organization, nor under another workspace of the same one", async ({
    fixture,
    server,
  }) => {
    await emitFailing(fixture, 1);
    const problem = await theProblem(fixture.api, fixture.workspace);
    const foreign = server.as(await server.tenant());
    const path = `/workspaces/${fixture.workspace}/problems`;
    refused(await foreign.send("GET", path), "NotFound");
    refused(await foreign.send("GET", `${path}/${problem.id}`), "NotFound");
    refused(await set(foreign, problem, "ignored"), "NotFound");
    const own = (await makeWorkspace(fixture.api)).id;
    refused(await set(fixture.api, { ...problem, workspace: own }, "ignored"), "NotFound");
    expect((await list(fixture.api, own, `?connection_id=${problem.connection}`)).count).toBe(0);
    const events = ok(
      await fixture.api.send("GET", `/workspaces/${own}/events?problem_id=${problem.id}`),
      EventsSearchPage,
    );
    expect(events.count).toBe(0);
    expect(await bulkRetries(fixture.api, own).preview({ problem_id: problem.id })).toMatchObject({ matching: 0 });
    expect(await theProblem(fixture.api, fixture.workspace)).toEqual(problem);
  });

  it("stay out of the sight of a resource session, whose own pair is all it sees", async ({ fixtures, server }) => {
    const mine = { resource: "account", resource_id: "1" };
    const theirs = { resource: "account", resource_id: "2" };
    const fixture = await fixtures.open({ rule: mine });
    const { api, workspace, connection } = fixture;
    await makeRule(api, connection, theirs);
    const open = await makeRule(api, connection, {});
    fixture.receiver.behave(() => ({ status: 400 }));
    for (const pair of [mine, theirs]) await fixture.emit(pair);
    const all = await until("three problems", async () => {
      const found = await list(api, workspace);
      return found.count === 3 && found.records.every(({ failed_count: n }) => n > 0) ? found.records : undefined;
    });
    const session = await resourceSession(server.url, fixture, mine);
    const seen = await theProblem(session, workspace);
    expect(seen.rule).toBe(fixture.rule.id);
    for (const problem of all.filter(({ id }) => id !== seen.id)) {
      refused(await session.send("GET", `/workspaces/${workspace}/problems/${problem.id}`), "NotFound");
      refused(await set(session, problem, "ignored"), "NotFound");
      const path = `/workspaces/${workspace}/events?problem_id=${problem.id}`;
      expect(ok(await session.send("GET", path), EventsSearchPage).count).toBe(0);
    }
    expect(all.some(({ rule }) => rule === open.id)).toBe(true);
    ok(await set(session, seen, "acknowledged"), Problem);
  });

  it("are not shown any more to the resource that a rule has been moved to", async ({ fixtures, server }) => {
    const [before, after] = [
      { resource: "account", resource_id: "1" },
      { resource: "account", resource_id: "2" },
    ];
    const fixture = await fixtures.open({ rule: before });
    const { api, workspace, rule } = fixture;
    await emitFailing(fixture, 1, before);
    await api.send("PATCH", `/rules/${rule.id}`, after);
    await emitFailing(fixture, 1, after);
    expect(await theProblem(api, workspace)).toMatchObject({ failed_count: 2 });
    for (const pair of [before, after]) {
      const session = await resourceSession(server.url, fixture, pair);
      expect((await list(session, workspace)).count).toBe(0);
    }
  });
});
