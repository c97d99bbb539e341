import { describe, expect } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { ok, refused } from "#lib/testing/api/answers.ts";
import { held, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { it as base } from "#lib/testing/server/test.ts";
import { until } from "#lib/testing/server/until.ts";

const it = base.override("variables", { MESHES_RETRY_SCHEDULE: "1h" });

const cancel = (fixture: DeliveryFixture, eventId: string) => fixture.api.send("POST", `/events/${eventId}/cancel`);

/** A second rule for the same events, to an endpoint of its own path that the receiver can tell apart. */
async function addRule(fixture: DeliveryFixture, path: string): Promise<void> {
  const url = fixture.receiver.url.replace("/hook", path);
  await makeRule(fixture.api, await makeWebhook(fixture.api, fixture.workspace, { url }));
}

function untilStatuses(fixture: DeliveryFixture, eventId: string, ...statuses: string[]): Promise<EventDetail> {
  return until(`the deliveries of ${eventId} to be ${statuses.join(", ")}`, async () => {
    const event = await fixture.event(eventId);
    const found = event.rule_events.map(({ status }) => status);
    return found.toSorted().join() === statuses.toSorted().join() ? event : undefined;
  });
}

describe.concurrent("canceling an event", () => {
  it("ends every delivery that waits, and once more changes nothing", async ({ fixture }) => {
    await addRule(fixture, "/second");
    fixture.receiver.behave(() => ({ status: 500 }));
    const id = await fixture.emit();
    await untilStatuses(fixture, id, "retrying", "retrying");
    const first = ok(await cancel(fixture, id), EventDetail);
    expect(first).toMatchObject({ status: "canceled", rule_events: [{ status: "canceled" }, { status: "canceled" }] });
    expect(ok(await cancel(fixture, id), EventDetail)).toEqual(first);
    expect(await fixture.event(id)).toEqual(first);
    expect(fixture.receiver.received).toHaveLength(2);
  });

  it("leaves what has ended as it ended", async ({ fixture }) => {
    await addRule(fixture, "/second");
    await addRule(fixture, "/third");
    const answers: Record<string, number> = { "/hook": 500, "/second": 200, "/third": 400 };
    fixture.receiver.behave(({ path }) => ({ status: answers[path] ?? 500 }));
    const id = await fixture.emit();
    await untilStatuses(fixture, id, "retrying", "completed", "failed");
    const event = ok(await cancel(fixture, id), EventDetail);
    expect(event).toMatchObject({ status: "failed", completed_count: 1, failed_count: 1 });
    expect(event.rule_events.map(({ status }) => status).toSorted()).toEqual(["canceled", "completed", "failed"]);
  });

  it("lets a request in flight finish, and does not repeat it", async ({ fixture }) => {
    const gate = held();
    fixture.receiver.behave(gate.behaviour);
    const id = await fixture.emit();
    await until("the request", () => fixture.receiver.received.length === 1);
    expect(ok(await cancel(fixture, id), EventDetail).status).toBe("processing");
    expect(ok(await cancel(fixture, id), EventDetail).status).toBe("processing");
    gate.release({ status: 500 });
    expect(await untilStatuses(fixture, id, "canceled")).toMatchObject({ status: "canceled" });
    expect(fixture.receiver.received).toHaveLength(1);
  });

  it.for([
    [200, "completed"],
    [400, "failed"],
  ] as const)("is a conflict when an answer of %i has ended it", async ([status, end], { fixture }) => {
    fixture.receiver.behave(() => ({ status }));
    const id = await fixture.emit();
    await fixture.until(id, end);
    expect(refused(await cancel(fixture, id), "Conflict").error.message).toBe(`This event is ${end}`);
  });

  it("that matched no rule is a conflict, because it is completed", async ({ fixture }) => {
    refused(await cancel(fixture, await fixture.emit({ event: "nobody.listens" })), "Conflict");
  });
});
