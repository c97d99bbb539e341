import { expect, it } from "vitest";
import { createLog } from "#lib/server/runtime/log.ts";
import { createAnonymousLimit } from "./anonymous-limit.ts";

const log = createLog("silent");

function from(address: string) {
  return { headers: {}, socket: { remoteAddress: address } } as Parameters<
    ReturnType<typeof createAnonymousLimit>["take"]
  >[0];
}

it("admits the burst, then as much as comes back, to each address for itself", () => {
  let at = 0;
  const limit = createAnonymousLimit({ limit: { perSecond: 2, burst: 5 }, trustedProxies: [], log, now: () => at });
  const answers = Array.from({ length: 7 }, () => limit.take(from("192.0.2.1")));
  expect(answers).toEqual([undefined, undefined, undefined, undefined, undefined, 1, 1]);
  expect(limit.take(from("192.0.2.2"))).toBeUndefined();
  at = 1_000;
  expect([limit.take(from("192.0.2.1")), limit.take(from("192.0.2.1")), limit.take(from("192.0.2.1"))]).toEqual([
    undefined,
    undefined,
    1,
  ]);
});

it("admits everything when it is off", () => {
  const limit = createAnonymousLimit({ limit: undefined, trustedProxies: [], log });
  expect(Array.from({ length: 1_000 }, () => limit.take(from("192.0.2.1")))).not.toContain(1);
});
