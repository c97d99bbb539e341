import { expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { isMoving, liveInterval, livePagesInterval, setStreaming } from "./live.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const query = <T>(data: T | undefined, error: Error | null = null) => ({
  state: { data, error, fetchFailureReason: error },
});
const pages = (...statuses: ("pending" | "completed")[]) => ({
  pages: statuses.map((status) => ({ records: [{ status }] })),
});

it("watches what moves by itself within seconds", () => {
  expect(isMoving({ status: "pending" })).toBe(true);
  expect(isMoving({ status: "processing" })).toBe(true);
  expect(isMoving({ status: "retrying", next_attempt_at: "2026-01-01T00:00:10.000Z" }, NOW)).toBe(true);
  expect(isMoving({ status: "retrying", next_attempt_at: "2026-01-01T02:00:00.000Z" }, NOW)).toBe(false);
  expect(isMoving({ status: "retrying" })).toBe(false);
  for (const status of ["completed", "failed", "canceled"] as const) expect(isMoving({ status })).toBe(false);
});

it("reads every 2 s while something moves, every 5 s otherwise, seldom after an error", () => {
  const interval = liveInterval((isOpen: boolean) => isOpen);
  expect([interval(query(true)), interval(query(false)), interval(query<boolean>(undefined))]).toEqual([
    2000, 5000, 5000,
  ]);
  expect(interval(query(true, new Error("away")))).toBe(15_000);
});

it("reads seldom beside a stream, and as before without", () => {
  const interval = liveInterval(() => true);
  setStreaming(true);
  expect(interval(query(1))).toBe(10_000);
  expect(interval(query(1, new Error("away")))).toBe(15_000);
  setStreaming(false);
  expect(interval(query(1))).toBe(2_000);
});

it("stops when the session has ended", () => {
  const ended = new ApiError({ status: 401, name: "SessionEnded", message: "" });
  expect(liveInterval(() => true)({ state: { data: 1, error: null, fetchFailureReason: ended } })).toBe(false);
  expect(livePagesInterval({ state: { data: pages("pending"), error: null, fetchFailureReason: ended } })).toBe(false);
});

it("reads a long list less often", () => {
  expect(livePagesInterval(query(pages("pending")))).toBe(2_000);
  expect(livePagesInterval(query(pages("completed", "pending", "completed")))).toBe(6_000);
  expect(livePagesInterval(query(undefined))).toBe(5_000);
});
