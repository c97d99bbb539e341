import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { z } from "zod";
import { nowMs } from "../lib/clock.ts";
import { eventBody } from "../lib/event-body.ts";
import { finish, readInput, tell } from "../lib/parent.ts";

/**
 * Sends at fixed times whether or not earlier requests were answered. Times count from when a request was due, so
 * that a server, or a generator, that falls behind shows in the latency.
 */
const input = readInput(
  z.object({
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    rate: z.number(),
    warmup: z.int(),
    events: z.int(),
  }),
);

const CONNECTIONS = 128;
const TICK_MS = 1;
const { origin, pathname } = new URL(input.url);
const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
const headers = { "content-type": "application/json", ...input.headers };
const total = input.warmup + input.events;
const due = new Float64Array(total);
/** When the answer came; not a number for what was not accepted. */
const accepted = new Float64Array(total).fill(Number.NaN);
let failures = 0;

async function send(seq: number): Promise<void> {
  try {
    const { statusCode, body } = await pool.request({ path: pathname, method: "POST", headers, body: eventBody(seq) });
    await body.dump();
    if (statusCode < 200 || statusCode > 299) throw new Error(String(statusCode));
    accepted[seq] = nowMs();
  } catch {
    failures += 1; // Reported by their number: one is enough to miss the target.
  }
}

const startMs = nowMs();
const underway: Promise<void>[] = [];
for (let seq = 0; seq < total; await sleep(TICK_MS)) {
  for (const now = nowMs(); seq < total && startMs + (seq * 1000) / input.rate <= now; seq += 1) {
    due[seq] = startMs + (seq * 1000) / input.rate;
    underway.push(send(seq));
    if (seq === input.warmup) tell({ phase: "measuring" });
  }
}
await Promise.all(underway);
await pool.close();
finish({ due, accepted, failures });
