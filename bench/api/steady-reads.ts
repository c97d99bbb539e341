import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "undici";
import { nowMs } from "../lib/clock.ts";
import { summarize, type Summary } from "../lib/summary.ts";

const TICK_MS = 1;

export type Load = { rate: number; warmup: number; requests: number };

/** The same read at fixed times; every time counts from the moment a request was due. */
export async function steadyReads(
  pool: Pool,
  path: string,
  headers: Record<string, string>,
  { rate, warmup, requests }: Load,
): Promise<Summary> {
  const startMs = nowMs();
  const underway: Promise<number>[] = [];
  for (let seq = 0; seq < warmup + requests; await sleep(TICK_MS)) {
    for (; seq < warmup + requests && startMs + (seq * 1000) / rate <= nowMs(); seq += 1) {
      underway.push(readOnce(pool, path, headers, startMs + (seq * 1000) / rate));
    }
  }
  const times = await Promise.all(underway);
  return summarize(times.slice(warmup));
}

async function readOnce(pool: Pool, path: string, headers: Record<string, string>, dueMs: number): Promise<number> {
  const { statusCode, body } = await pool.request({ path, method: "GET", headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${text.slice(0, 300)}`);
  return nowMs() - dueMs;
}
