import { createServer } from "node:net";
import { describe, expect } from "vitest";
import { held, inTurn } from "#lib/testing/api/delivery-fixture.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.override("variables", { MESHES_DELIVERY_TIMEOUT_MS: "600", MESHES_CONNECT_TIMEOUT_MS: "300" });

const SCHEDULED_MS = 50;
const CLOCK_MS = 5;
const NEVER = "127.0.0.1:9";

describe.concurrent("an attempt", () => {
  it.for([200, 201, 204, 299])("completes the delivery when the endpoint answers %i", async (status, { fixture }) => {
    fixture.receiver.behave(() => ({ status }));
    const id = await fixture.emit();
    const delivery = await fixture.until(id, "completed");
    expect(delivery).toMatchObject({ attempt_count: 1 });
    expect(delivery.last_error).toBeUndefined();
    expect(await fixture.attempts(id)).toMatchObject([
      {
        attempt_number: 1,
        outcome_code: "delivered",
        status_code: status,
        trigger: "scheduled",
        rule_event: delivery.id,
      },
    ]);
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it("is repeated after a 500, and shows when until then", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 500, headers: { "retry-after": "1" } }, { status: 503 }, { status: 200 }));
    const id = await fixture.emit();
    const retrying = await fixture.until(id, "retrying", ({ attempt_count }) => attempt_count === 1);
    expect(Date.parse(retrying.next_attempt_at ?? "")).toBeGreaterThan(Date.parse(retrying.started_at ?? ""));
    expect(retrying.last_error).toBe("The endpoint answered 500");
    expect(await fixture.event(id)).toMatchObject({ status: "retrying", completed_count: 0, failed_count: 0 });
    const completed = await fixture.until(id, "completed");
    expect(completed).not.toHaveProperty("next_attempt_at");
    expect(completed).not.toHaveProperty("last_error");
    const attempts = await fixture.attempts(id);
    expect(
      attempts.map(({ attempt_number, outcome_code, status_code }) => [attempt_number, outcome_code, status_code]),
    ).toEqual([
      [1, "rejected_server_error", 500],
      [2, "rejected_server_error", 503],
      [3, "delivered", 200],
    ]);
    expect(new Set(fixture.receiver.received.map(({ headers }) => headers["webhook-id"]))).toEqual(
      new Set([completed.id]),
    );
    expect(new Set(fixture.receiver.received.map(({ body }) => JSON.parse(body).uuid))).toEqual(new Set([id]));
  });

  it("is the last one when the schedule is exhausted", async ({ fixture }) => {
    fixture.receiver.behave(() => ({ status: 502 }));
    const id = await fixture.emit();
    const failed = await fixture.until(id, "failed");
    expect(failed).toMatchObject({ attempt_count: 4, last_error: "The endpoint answered 502" });
    expect(failed.completed_at).toBeDefined();
    expect((await fixture.attempts(id)).map(({ attempt_number }) => attempt_number)).toEqual([1, 2, 3, 4]);
    expect(await fixture.event(id)).toMatchObject({ status: "failed", failed_count: 1 });
    expect(fixture.receiver.received).toHaveLength(4);
  });

  it.for([
    [400, "invalid_request"],
    [405, "rejected_client_error"],
    [413, "payload_too_large"],
    [414, "rejected_client_error"],
    [415, "rejected_client_error"],
    [422, "validation_failed"],
    [451, "rejected_client_error"],
  ] as const)("fails at once when the endpoint answers %i", async ([status, outcome_code], { fixture }) => {
    fixture.receiver.behave(() => ({ status }));
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code, status_code: status }]);
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it.for([
    [402, "rejected_client_error"],
    [404, "destination_not_found"],
    [406, "rejected_client_error"],
    [407, "rejected_client_error"],
    [408, "destination_timeout"],
    [409, "destination_conflict"],
    [418, "rejected_client_error"],
    [425, "rejected_client_error"],
    [499, "rejected_client_error"],
    [501, "rejected_server_error"],
    [504, "destination_timeout"],
    [599, "rejected_server_error"],
  ] as const)(
    "is repeated when the endpoint answers %i, as it does during a deploy",
    async ([status, outcome_code], { fixture }) => {
      fixture.receiver.behave(inTurn({ status }, { status: 200 }));
      const id = await fixture.emit();
      await fixture.until(id, "completed");
      expect(await fixture.attempts(id)).toMatchObject([
        { outcome_code, status_code: status },
        { outcome_code: "delivered" },
      ]);
    },
  );

  it.for([301, 302, 303, 304, 307, 308])("does not follow a %i, and is repeated", async (status, { fixtures }) => {
    const [fixture, other] = await Promise.all([fixtures.open(), fixtures.open()]);
    fixture.receiver.behave(inTurn({ status, headers: { location: other.receiver.url } }, { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([
      { outcome_code: "rejected_client_error", status_code: status },
      { outcome_code: "delivered" },
    ]);
    expect(other.receiver.received).toHaveLength(0);
  });

  const soon = (ms: number) => new Date(Date.now() + ms);
  it.for<[name: string, retryAfter: () => string, expectedMs: number]>([
    ["seconds", () => "30", 30_000],
    ["an HTTP date", () => soon(30_500).toUTCString(), 30_000],
    ["an ISO date-time", () => soon(30_000).toISOString(), 30_000],
    ["more than an hour, which counts as one", () => "999999", 3_600_000],
  ])("waits as a 429 asks with %s", async ([_name, retryAfter, expectedMs], { server, fixture }) => {
    fixture.receiver.behave(inTurn({ status: 429, headers: { "retry-after": retryAfter() } }, "hang"));
    const id = await fixture.emit();
    const waited = await until("the first attempt", async () => {
      const { rows } = await server.database.pool.query<{ ms: string }>(
        `select extract(epoch from re.due_at - a.completed_at) * 1000 as ms from rule_events re
         join attempts a on a.rule_event_id = re.id and a.attempt_number = 1 where re.event_id = $1 and re.attempt_count = 1`,
        [id],
      );
      return rows[0] === undefined ? undefined : Number(rows[0].ms);
    });
    // A date has whole seconds and is read a moment after it was written; the schedule's delay is nothing beside it.
    expect(waited).toBeGreaterThan(expectedMs - 2_000);
    expect(waited).toBeLessThanOrEqual(expectedMs + 500 + CLOCK_MS);
    expect(await fixture.attempts(id)).toMatchObject([{ outcome_code: "rate_limited", status_code: 429 }]);
  });

  it.for(["0", "-5", "soon", new Date(0).toUTCString()])(
    "follows the schedule when a 429 asks with %j",
    async (retryAfter, { fixture }) => {
      fixture.receiver.behave(inTurn({ status: 429, headers: { "retry-after": retryAfter } }, { status: 200 }));
      const id = await fixture.emit();
      await fixture.until(id, "completed");
      const [first, second] = await fixture.attempts(id);
      const waited = Date.parse(second?.started_at ?? "") - Date.parse(first?.completed_at ?? "");
      expect(waited).toBeGreaterThanOrEqual(SCHEDULED_MS * 0.9 - CLOCK_MS);
    },
  );

  it("ends with a time-out when the endpoint says nothing", async ({ fixture }) => {
    fixture.receiver.behave(inTurn("hang", { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    const [first] = await fixture.attempts(id);
    expect(first).toMatchObject({ outcome_code: "timeout" });
    expect(first).not.toHaveProperty("status_code");
    expect(first?.duration_ms).toBeGreaterThanOrEqual(595);
    expect(first?.duration_ms).toBeLessThan(1_500);
  });

  it("is repeated when the connection is cut", async ({ fixture }) => {
    fixture.receiver.behave(inTurn("drop", { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    expect(await fixture.attempts(id)).toMatchObject([
      { outcome_code: "network_error" },
      { outcome_code: "delivered" },
    ]);
  });

  it("is repeated when nobody listens", async ({ fixtures }) => {
    const fixture = await fixtures.open({ metadata: { url: `http://${NEVER}/hook` } });
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect((await fixture.attempts(id)).map(({ outcome_code }) => outcome_code)).toEqual(
      Array(4).fill("network_error"),
    );
  });

  it("is repeated when the answer is not HTTP", async ({ fixtures }) => {
    const listener = createServer((socket) => socket.on("error", () => undefined).end("SSH-2.0-nonsense\r\n"));
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const address = listener.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const fixture = await fixtures.open({ metadata: { url: `http://127.0.0.1:${port}/hook` } });
    const id = await fixture.emit();
    await fixture.until(id, "retrying", ({ attempt_count }) => attempt_count >= 1);
    expect((await fixture.attempts(id))[0]).toMatchObject({ outcome_code: "network_error" });
    listener.close();
  });

  it("is shown as processing while it runs, in the delivery and in the event", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    await fixture.until(id, "processing");
    expect(await fixture.event(id)).toMatchObject({ status: "processing" });
    gate.release();
    await fixture.until(id, "completed");
    expect(await fixture.event(id)).toMatchObject({ status: "completed", completed_count: 1 });
  });
});
