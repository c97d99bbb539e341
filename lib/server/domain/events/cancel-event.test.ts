import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventDetail } from "#lib/contracts/events.ts";
import { ok, refused } from "#lib/testing/answers.ts";
import { createFixtures, held, type DeliveryFixture, type Lanes } from "#lib/testing/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/factories.ts";
import { startTestServer, type TestServer } from "#lib/testing/test-server.ts";
import { until } from "#lib/testing/until.ts";

let server: TestServer;
let lanes: Lanes;

beforeAll(async () => {
  server = await startTestServer({ MESHES_RETRY_SCHEDULE: "1h" });
  lanes = createFixtures(server);
});

afterAll(async () => {
  await server.close();
  await lanes.close();
});

const cancel = (lane: DeliveryFixture, eventId: string) => lane.api.send("POST", `/events/${eventId}/cancel`);

/** A second rule for the same events, to an endpoint of its own path that the receiver can tell apart. */
async function addRule(lane: DeliveryFixture, path: string): Promise<void> {
  const url = lane.receiver.url.replace("/hook", path);
  await makeRule(lane.api, await makeWebhook(lane.api, lane.workspace, { url }));
}

function untilStatuses(lane: DeliveryFixture, eventId: string, ...statuses: string[]): Promise<EventDetail> {
  return until(`the deliveries of ${eventId} to be ${statuses.join(", ")}`, async () => {
    const event = await lane.event(eventId);
    const found = event.rule_events.map(({ status }) => status);
    return found.toSorted().join() === statuses.toSorted().join() ? event : undefined;
  });
}

describe.concurrent("canceling an event", () => {
  it("ends every delivery that waits, and once more changes nothing", async () => {
    const lane = await lanes.open();
    await addRule(lane, "/second");
    lane.receiver.behave(() => ({ status: 500 }));
    const id = await lane.emit();
    await untilStatuses(lane, id, "retrying", "retrying");
    const first = ok(await cancel(lane, id), EventDetail);
    expect(first).toMatchObject({ status: "canceled", rule_events: [{ status: "canceled" }, { status: "canceled" }] });
    expect(ok(await cancel(lane, id), EventDetail)).toEqual(first);
    expect(await lane.event(id)).toEqual(first);
    expect(lane.receiver.received).toHaveLength(2);
  });

  it("leaves what has ended as it ended", async () => {
    const lane = await lanes.open();
    await addRule(lane, "/second");
    await addRule(lane, "/third");
    const answers: Record<string, number> = { "/hook": 500, "/second": 200, "/third": 400 };
    lane.receiver.behave(({ path }) => ({ status: answers[path] ?? 500 }));
    const id = await lane.emit();
    await untilStatuses(lane, id, "retrying", "completed", "failed");
    const event = ok(await cancel(lane, id), EventDetail);
    expect(event).toMatchObject({ status: "failed", completed_count: 1, failed_count: 1 });
    expect(event.rule_events.map(({ status }) => status).toSorted()).toEqual(["canceled", "completed", "failed"]);
  });

  it("lets a request in flight finish, and does not repeat it", async () => {
    const lane = await lanes.open();
    const gate = held();
    lane.receiver.behave(gate.behaviour);
    const id = await lane.emit();
    await until("the request", () => lane.receiver.received.length === 1);
    expect(ok(await cancel(lane, id), EventDetail).status).toBe("processing");
    expect(ok(await cancel(lane, id), EventDetail).status).toBe("processing");
    gate.release({ status: 500 });
    expect(await untilStatuses(lane, id, "canceled")).toMatchObject({ status: "canceled" });
    expect(lane.receiver.received).toHaveLength(1);
  });

  it.each([
    [200, "completed"],
    [400, "failed"],
  ] as const)("is a conflict when an answer of %i has ended it", async (status, end) => {
    const lane = await lanes.open();
    lane.receiver.behave(() => ({ status }));
    const id = await lane.emit();
    await lane.until(id, end);
    expect(refused(await cancel(lane, id), "Conflict").error.message).toBe(`This event is ${end}`);
  });

  it("that matched no rule is a conflict, because it is completed", async () => {
    const lane = await lanes.open();
    refused(await cancel(lane, await lane.emit({ event: "nobody.listens" })), "Conflict");
  });
});
