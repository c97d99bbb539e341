import { Pool, type Dispatcher } from "undici";
import { z } from "zod";
import { finish, readInput, tell } from "../lib/parent.ts";
import { summarize } from "../lib/summary.ts";

/** Requests one after the other on each connection; `dispatch` is undici's cheapest way to send one. */
const input = readInput(
  z.object({
    url: z.url(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    connections: z.int(),
    warmupSeconds: z.number(),
    seconds: z.number(),
  }),
);

const { origin, pathname } = new URL(input.url);
const pool = new Pool(origin, { connections: input.connections, pipelining: 1 });
const headers = { "content-type": "application/json", ...input.headers };
const from = performance.now() + input.warmupSeconds * 1000;
const to = from + input.seconds * 1000;
const latencies: number[] = [];
let accepted = 0;
let refused = 0;
let failed = 0;

/** Everything that was accepted counts, for the comparison with the database; only the measured window is timed. */
function settle(status: number, sentAt: number): void {
  if (status === 201) accepted += 1;
  else refused += 1;
  const now = performance.now();
  if (status === 201 && now >= from && now < to) latencies.push(now - sentAt);
}

function send(): Promise<void> {
  const sentAt = performance.now();
  return new Promise((resolve) => {
    let status = 0;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, code) => void (status = code),
      onResponseData: () => undefined,
      onResponseEnd: () => {
        settle(status, sentAt);
        resolve();
      },
      onResponseError: () => {
        failed += 1;
        resolve();
      },
    };
    pool.dispatch({ path: pathname, method: "POST", headers, body: input.body }, handler);
  });
}

/** What is under way when time is up is still answered, so that every acceptance is known. */
async function loop(): Promise<void> {
  while (performance.now() < to) await send();
}

let cpuBefore = process.cpuUsage();
setTimeout(() => {
  cpuBefore = process.cpuUsage();
  tell({ phase: "measuring" });
}, input.warmupSeconds * 1000);
await Promise.all(Array.from({ length: input.connections }, loop));
const { user, system } = process.cpuUsage(cpuBefore);
await pool.close();
const latency = summarize(latencies);
finish({
  accepted,
  refused,
  failed,
  perSecond: latency.count / input.seconds,
  latency,
  cpuSeconds: (user + system) / 1e6,
});
