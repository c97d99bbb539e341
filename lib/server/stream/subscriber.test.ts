import { expect, it } from "vitest";
import { EventRecord } from "#lib/contracts/events.ts";
import { uuidv7 } from "../ids.ts";
import { createSubscriber } from "./subscriber.ts";

const record = EventRecord.parse({
  id: uuidv7(),
  type: "event",
  workspace: uuidv7(),
  event: "user.signup",
  resource: "global",
  status: "pending",
  total_rules: 1,
  completed_count: 0,
  failed_count: 0,
  created_by: "x".repeat(500),
  created_at: new Date().toISOString(),
});

it("keeps a bounded amount for a slow reader, and tells it then to read again from the newest place", async () => {
  const subscriber = createSubscriber({
    workspaceId: record.workspace,
    pair: undefined,
    resumeFrom: undefined,
    expiresAt: Number.POSITIVE_INFINITY,
    onGone: () => undefined,
  });
  for (let n = 1; n <= 10_000; n += 1) {
    subscriber.send(subscriber.eventsOf([record]), { xid: BigInt(n), atSeconds: 1 });
    subscriber.heartbeat(undefined);
  }
  const reader = subscriber.body.getReader();
  let text = "";
  while (!text.includes("resync")) text += new TextDecoder().decode((await reader.read()).value);
  expect(text.length).toBeLessThan(100_000);
  expect(text.slice(text.lastIndexOf("id: "))).toBe('id: 10000-1\nevent: resync\ndata: {"reason":"slow_reader"}\n\n');
  subscriber.send(subscriber.eventsOf([record]), { xid: 10_001n, atSeconds: 1 });
  expect(new TextDecoder().decode((await reader.read()).value)).toContain("id: 10001-1\nevent: event\n");
  subscriber.end("stopping");
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('"stopping"');
  expect((await reader.read()).done).toBe(true);
});
