import { describe, expect } from "vitest";
import { Attempt, AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { EventDetail } from "#lib/contracts/events.ts";
import { RuleEvent } from "#lib/contracts/rule-events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import type { ApiClient } from "#lib/testing/api/api-client.ts";
import { emit, makeRule, makeWebhook, untilEnded } from "#lib/testing/api/factories.ts";
import type { Answer, Received } from "#lib/testing/api/receiver.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base
  .override("variables", { MESHES_RETRY_SCHEDULE: "1h" })
  /** An event with one delivery to the receiver, which answers this. */
  .extend(
    "deliver",
    ({ tenant, api, receiver }) =>
      async (answer: number | ((received: Received) => Answer | "drop"), more: object = {}) => {
        const headers = { "x-answer": "yes", "set-cookie": "session=planted" };
        receiver.behave(typeof answer === "number" ? () => ({ status: answer, body: "the answer", headers }) : answer);
        const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url, ...more });
        const rule = await makeRule(api, connection);
        const event = await emit(api, tenant.workspaceId);
        const path = `/events/${event.id}/rules/${rule.id}`;
        return { connection, rule, event, path };
      },
  );

async function untilStatus(api: ApiClient, eventId: string, status: string): Promise<EventDetail> {
  return until(`event ${eventId} to be ${status}`, async () => {
    const event = ok(await api.send("GET", `/events/${eventId}`), EventDetail);
    return event.status === status ? event : undefined;
  });
}

describe("the attempts of a delivery", () => {
  it("are listed and read one by one", async ({ api, deliver }) => {
    const { connection, rule, event, path } = await deliver(200);
    await untilEnded(api, event.id);
    const { records } = ok(await api.send("GET", `${path}/attempts`), AttemptsPage);
    expect(records).toMatchObject([
      {
        event_id: event.id,
        rule: rule.id,
        connection: connection.id,
        attempt_number: 1,
        trigger: "scheduled",
        outcome_code: "delivered",
        status_code: 200,
      },
    ]);
    const [attempt] = records;
    expect(ok(await api.send("GET", `${path}/attempts/${attempt?.id}`), Attempt)).toEqual(attempt);
  });

  it("say how far the request got, and where the time went", async ({ api, deliver }) => {
    const { event, path } = await deliver(204);
    await untilEnded(api, event.id);
    const [attempt] = ok(await api.send("GET", `${path}/attempts`), AttemptsPage).records;
    expect(attempt).toMatchObject({ progress: "answered", timings: { first_byte_ms: expect.any(Number) } });
    expect(attempt?.timings?.total_ms).toBe(attempt?.duration_ms);
  });

  it.for([
    ["not_sent", "http://127.0.0.1:9/hook", { total_ms: expect.any(Number) }],
    ["sent", undefined, { connect_ms: expect.any(Number), total_ms: expect.any(Number) }],
  ] as const)("tell a request that was %s from the others", async ([progress, url, timings], { api, deliver }) => {
    const { event, path } = await deliver(() => "drop", url === undefined ? {} : { url });
    await untilStatus(api, event.id, "retrying");
    const [attempt] = ok(await api.send("GET", `${path}/attempts`), AttemptsPage).records;
    expect(attempt).toMatchObject({ outcome_code: "network_error", progress, timings });
    expect(attempt?.timings).not.toHaveProperty("first_byte_ms");
  });

  it("say how long the destination asked to wait", async ({ api, deliver }) => {
    const { event, path } = await deliver(() => ({ status: 429, headers: { "retry-after": "120" } }));
    await untilStatus(api, event.id, "retrying");
    const [attempt] = ok(await api.send("GET", `${path}/attempts`), AttemptsPage).records;
    expect(attempt).toMatchObject({ outcome_code: "rate_limited", retry_after_ms: 120_000 });
  });

  it("keep no exchange where nothing was asked", async ({ server, api, deliver }) => {
    const { event, path } = await deliver(204);
    await untilEnded(api, event.id);
    const [attempt] = ok(await api.send("GET", `${path}/attempts`), AttemptsPage).records;
    await server.database.pool.query("delete from attempt_details where attempt_id = $1", [attempt?.id]);
    refused(await api.send("GET", `${path}/attempts/${attempt?.id}/response-details`), "NotFound");
  });

  it("keep the exchange of what was delivered from other workspaces", async ({ server, api, deliver }) => {
    const { event, path } = await deliver(200);
    await untilEnded(api, event.id);
    const [attempt] = ok(await api.send("GET", `${path}/attempts`), AttemptsPage).records;
    const details = `${path}/attempts/${attempt?.id}/response-details`;
    ok(await api.send("GET", details), ResponseDetails);
    const stranger = server.as(await server.tenant());
    refused(await stranger.send("GET", details), "NotFound");
  });

  it("keep the exchange of what was refused, with credentials and cookies masked", async ({
    api,
    receiver,
    deliver,
  }) => {
    const { event, path } = await deliver(400, { auth_scheme: "bearer", auth_token: "planted-token" });
    await untilEnded(api, event.id);
    const { records } = ok(await api.send("GET", `${path}/attempts`), AttemptsPage);
    const answer = await api.send("GET", `${path}/attempts/${records[0]?.id}/response-details`);
    const details = ok(answer, ResponseDetails);
    expect(details).toMatchObject({
      attempt_id: records[0]?.id,
      status_code: 400,
      body: "the answer",
      truncated: false,
    });
    expect(details.request).toMatchObject({ method: "POST", url: receiver.url });
    expect(details.request.headers).toMatchObject({ authorization: `Bearer ${SECRET_MASK}` });
    expect(JSON.parse(details.request.body)).toMatchObject({ uuid: event.id });
    expect(details.headers).toMatchObject({ "x-answer": "yes" });
    expect(details.headers).not.toHaveProperty("set-cookie");
    expect(answer.text).not.toContain("planted");
  });

  it.for([400, 200])(
    "withhold what can repeat the payload from whoever may not read payloads (%i)",
    async (status, { api, receiver, sessionOf, deliver }) => {
      const { event, path } = await deliver(({ body }) => ({
        status,
        headers: { "x-echo": "ann@example.com", "content-type": "text/plain" },
        body,
      }));
      await untilEnded(api, event.id);
      const { records } = ok(await api.send("GET", `${path}/attempts`), AttemptsPage);
      const detailsAs = async (fields: object) => {
        const session = await sessionOf(fields);
        return ok(await session.send("GET", `${path}/attempts/${records[0]?.id}/response-details`), ResponseDetails);
      };
      const scopes = ["events.payload:read"];
      for (const fields of [{}, { role: "owner" }, { role: "member", scopes }]) {
        const details = await detailsAs(fields);
        expect(details).toMatchObject({
          request: { method: "POST", url: new URL(receiver.url).origin, body: "" },
          headers: { "content-type": "text/plain" },
          status_code: status,
          body: "",
          body_withheld: true,
          withheld: ["request.url", "request.body", "headers", "body"],
        });
        expect(JSON.stringify(details)).not.toContain("ann@example.com");
      }
      const whole = await detailsAs({ role: "admin", scopes });
      expect(whole.withheld).toBeUndefined();
      expect(whole.request).toMatchObject({ url: receiver.url, body: expect.stringContaining("ann@example.com") });
      expect(whole.body).toContain("ann@example.com");
      expect(whole.headers["x-echo"]).toBe("ann@example.com");
    },
  );
});

describe("the credentials in the query of a webhook's address", () => {
  it("are shown to who may change the connection, and to no member: in lists, alone, and in an attempt", async ({
    tenant,
    api,
    receiver,
    sessionOf,
    deliver,
  }) => {
    const url = `${receiver.url}?token=planted-token&k=planted-key&flag`;
    const { connection, event, path } = await deliver(422, { url });
    await untilStatus(api, event.id, "failed");
    const { records } = ok(await api.send("GET", `${path}/attempts`), AttemptsPage);
    const read = async (role: string) => {
      const session = await sessionOf({ role });
      const details = await session.send("GET", `${path}/attempts/${records[0]?.id}/response-details`);
      const listed = await session.send("GET", `/workspaces/${tenant.workspaceId}/connections`);
      const alone = await session.send("GET", `/connections/${connection.id}`);
      const all = [details, listed, alone].map(({ text }) => text).join(" ");
      return { all, url: ok(alone, Connection).metadata["url"] };
    };
    expect((await read("admin")).url).toBe(url);
    const asMember = await read("member");
    expect(asMember.url).toBe(`${receiver.url}?token=${SECRET_MASK}&k=${SECRET_MASK}&flag`);
    expect(asMember.all).not.toContain("planted");
  });
});

describe("retrying", () => {
  it("starts a failed delivery again", async ({ api, receiver, deliver }) => {
    const { event, path } = await deliver(400);
    await untilStatus(api, event.id, "failed");
    receiver.behave(() => ({ status: 200 }));
    expect(ok(await api.send("POST", `${path}/retry`), RuleEvent).status).not.toBe("failed");
    expect(await untilStatus(api, event.id, "completed")).toMatchObject({ failed_count: 0, completed_count: 1 });
    const { records } = ok(await api.send("GET", `${path}/attempts`), AttemptsPage);
    expect(records.map(({ attempt_number, trigger }) => [attempt_number, trigger])).toEqual([
      [2, "manual"],
      [1, "scheduled"],
    ]);
  });

  it("is a conflict when delivered", async ({ api, deliver }) => {
    const { event, path } = await deliver(200);
    await untilEnded(api, event.id);
    refused(await api.send("POST", `${path}/retry`), "Conflict");
  });

  it("is too early while an attempt is in flight", async ({ tenant, api, receiver }) => {
    const started = receiver.received.length;
    const answer = Promise.withResolvers<{ status: number }>();
    receiver.behave(() => answer.promise);
    const connection = await makeWebhook(api, tenant.workspaceId, { url: receiver.url });
    const rule = await makeRule(api, connection);
    const event = await emit(api, tenant.workspaceId);
    await until("the attempt to start", () => receiver.received.length > started);
    const refusal = await api.send("POST", `/events/${event.id}/rules/${rule.id}/retry`);
    answer.resolve({ status: 200 });
    refused(refusal, "TooEarly");
    expect(Number(refusal.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("is impossible when the rule or the connection is gone or inactive", async ({ server, api, deliver }) => {
    const gone = await deliver(400);
    await untilStatus(api, gone.event.id, "failed");
    await api.send("DELETE", `/rules/${gone.rule.id}`);
    refused(await api.send("POST", `${gone.path}/retry`), "UnprocessableEntity");
    await api.send("DELETE", `/connections/${gone.connection.id}`);
    refused(await api.send("POST", `${gone.path}/retry`), "UnprocessableEntity");
    const off = await deliver(400);
    await untilStatus(api, off.event.id, "failed");
    await server.database.pool.query(
      "update connections set active = false, inactive_reason = 'manually_inactivated' where id = $1",
      [off.connection.id],
    );
    refused(await api.send("POST", `${off.path}/retry`), "UnprocessableEntity");
  });
});

describe("canceling", () => {
  it("ends a delivery that waits, and can be repeated", async ({ api, deliver }) => {
    const { event, path } = await deliver(503);
    await untilStatus(api, event.id, "retrying");
    const canceled = ok(await api.send("POST", `${path}/cancel`), RuleEvent);
    expect(canceled).toMatchObject({ status: "canceled", attempt_count: 1 });
    expect(canceled).not.toHaveProperty("next_attempt_at");
    expect(ok(await api.send("POST", `${path}/cancel`), RuleEvent)).toEqual(canceled);
    expect(ok(await api.send("GET", `/events/${event.id}`), EventDetail).status).toBe("canceled");
  });

  it.for([
    [200, "completed"],
    [400, "failed"],
  ] as const)("is a conflict after an answer of %i", async ([status, end], { api, deliver }) => {
    const { event, path } = await deliver(status);
    await untilStatus(api, event.id, end);
    refused(await api.send("POST", `${path}/cancel`), "Conflict");
  });
});
