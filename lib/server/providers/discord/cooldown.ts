import { z } from "zod";
import type { Memory } from "../kit/access.ts";
import { refused, type Fault, type Loaded } from "../kit/fault.ts";

const HELD_MS = 60_000;
const Held = z.object({
  until: z.number(),
  class: z.enum(["permission", "transient", "rate_limited"]),
  message: z.string(),
  statusCode: z.int().optional(),
});

/**
 * Discord shuts out a whole address after 10,000 refused requests in ten minutes: the deliveries of all customers. So
 * a channel that refused one is left alone for a minute, and its deliveries end as that one did. One whose own limit is
 * reached is left alone for as long as Discord says.
 */
export async function findCooldown(channel: string, memory: Memory, now: Date): Promise<Loaded<undefined>> {
  const held = Held.safeParse(parsed(await memory.recall(cooldownKey(channel))));
  if (!held.success || held.data.until <= now.getTime()) return { ok: true, value: undefined };
  const { until, class: faultClass, message, statusCode } = held.data;
  const retryAfterMs = until - now.getTime();
  return refused(faultClass, `${message} (a moment ago; not asked again yet)`, {
    retryAfterMs,
    statusCode,
    isNarrow: faultClass === "rate_limited",
  });
}

export async function startCooldown(channel: string, memory: Memory, now: Date, fault: Fault): Promise<void> {
  const { statusCode, class: faultClass, message, isNarrow, retryAfterMs = HELD_MS } = fault;
  const isOfChannel = faultClass === "rate_limited" && isNarrow === true;
  if (statusCode !== 401 && statusCode !== 403 && !isOfChannel) return;
  const until = now.getTime() + (isOfChannel ? retryAfterMs : HELD_MS);
  const held = { until, class: faultClass, message, statusCode };
  await memory.remember(cooldownKey(channel), JSON.stringify(held));
}

function cooldownKey(channel: string): string {
  return `held ${channel}`;
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
