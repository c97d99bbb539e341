import { expect, it } from "vitest";
import { EventRecord } from "#lib/contracts/events.ts";
import type { StreamMessage } from "#lib/contracts/stream.ts";
import type { ResourceScope } from "#lib/server/db/scope.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
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
    resourceScope: undefined,
    resumeFrom: undefined,
    expiresAt: Number.POSITIVE_INFINITY,
    onGone: () => undefined,
  });
  for (let n = 1; n <= 10_000; n += 1) {
    subscriber.send([{ event: "event", data: record }], { xid: BigInt(n), atSeconds: 1 });
    subscriber.heartbeat(undefined);
  }
  const reader = subscriber.body.getReader();
  let text = "";
  while (!text.includes("resync")) text += new TextDecoder().decode((await reader.read()).value);
  expect(text.length).toBeLessThan(100_000);
  expect(text.slice(text.lastIndexOf("id: "))).toBe('id: 10000-1\nevent: resync\ndata: {"reason":"slow_reader"}\n\n');
  subscriber.send([{ event: "event", data: record }], { xid: 10_001n, atSeconds: 1 });
  expect(new TextDecoder().decode((await reader.read()).value)).toContain("id: 10001-1\nevent: event\n");
  subscriber.end("stopping");
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('"stopping"');
  expect((await reader.read()).done).toBe(true);
});

it("serialises a message once for all its readers, and shows a resource session only its own", async () => {
  let readings = 0;
  const own = { ...record, resource: "shop", resource_id: "7" };
  const data = new Proxy(own, {
    ownKeys: (target) => {
      readings += 1;
      return Reflect.ownKeys(target);
    },
  });
  const messages: StreamMessage[] = [
    { event: "event", data },
    { event: "event", data: record },
  ];
  const subscribe = (resourceScope: ResourceScope | undefined) =>
    createSubscriber({
      workspaceId: record.workspace,
      resourceScope,
      resumeFrom: undefined,
      expiresAt: Number.POSITIVE_INFINITY,
      onGone: () => undefined,
    });
  const all = Array.from({ length: 50 }, () => subscribe(undefined));
  const bound = Array.from({ length: 50 }, () => subscribe({ resource: "shop", resourceId: "7" }));
  const cursor = { xid: 1n, atSeconds: 1 };
  for (const subscriber of [...all, ...bound]) subscriber.send(subscriber.visible(messages), cursor);
  expect(readings).toBe(1);
  const read = async (subscriber: (typeof all)[number]) => {
    const reader = subscriber.body.getReader();
    await reader.read();
    return new TextDecoder().decode((await reader.read()).value);
  };
  const texts = await Promise.all([...all, ...bound].map(read));
  const text = (item: object) => `event: event\ndata: ${JSON.stringify(item)}\n\n`;
  expect(new Set(texts.slice(0, 50))).toEqual(new Set([`${text(own)}id: 1-1\n${text(record)}`]));
  expect(new Set(texts.slice(50))).toEqual(new Set([`id: 1-1\n${text(own)}`]));
});
