import { QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { answer, envelope, type Handler, startLocalApi } from "../testing/page/local-api.ts";
import { ApiError } from "./api-error.ts";
import { apiGet } from "./api.ts";
import { createQueryClient, retryDelay, shouldRetry } from "./query-client.ts";

const key = { queryKey: ["thing"] };
const query = { ...key, queryFn: ({ signal }: { signal: AbortSignal }) => apiGet("/thing", { signal }) };

let api: Awaited<ReturnType<typeof startLocalApi>>;
const start = async (handler: Handler) => {
  api = await startLocalApi(handler, ["t2"]);
  api.tokens.accept("t1");
  return createQueryClient();
};
afterEach(() => api?.stop());

it("keeps loaded data readable when the session ends, and reads again with a new token", async () => {
  let valid = "t1";
  const client = await start(({ token }, response) =>
    token === valid ? answer(response, 200, { id: token }) : answer(response, 401, envelope("Unauthorized", "Gone")),
  );
  const observer = new QueryObserver(client, query);
  const leave = observer.subscribe(() => {});
  await client.ensureQueryData(query);
  valid = "t3";
  await client.invalidateQueries();
  expect(api.tokens.getSnapshot()).toBe("revoked");
  expect(observer.getCurrentResult()).toMatchObject({ status: "success", isError: false, data: { id: "t1" } });
  api.tokens.accept("t3");
  await client.invalidateQueries();
  expect(observer.getCurrentResult().data).toEqual({ id: "t3" });
  leave();
});

it("shows the end of the session where nothing was loaded", async () => {
  const client = await start((_, response) => answer(response, 401, envelope("Unauthorized", "Gone")));
  await expect(client.query(query)).rejects.toMatchObject({ name: "SessionEnded" });
  expect(client.getQueryState(key.queryKey)?.status).toBe("error");
});

it("tries again after a server error", async () => {
  let calls = 0;
  const client = await start((_, response) =>
    ++calls === 1 ? answer(response, 503, envelope("ServiceUnavailable", "Soon")) : answer(response, 200, { id: "1" }),
  );
  const observer = new QueryObserver(client, query);
  const done = new Promise((resolve) => observer.subscribe(({ data }) => data && resolve(data)));
  await expect(done).resolves.toEqual({ id: "1" });
});

it("reads again when it was too often, after the time that the server names", async () => {
  const askedAt: number[] = [];
  const client = await start((_, response) => {
    askedAt.push(performance.now());
    if (askedAt.length > 1) return answer(response, 200, { id: "1" });
    response.setHeader("retry-after", "1");
    answer(response, 429, envelope("TooManyRequests", "Slowly"));
  });
  const observer = new QueryObserver(client, query);
  const done = new Promise((resolve) => observer.subscribe(({ data }) => data && resolve(data)));
  await expect(done).resolves.toEqual({ id: "1" });
  expect(askedAt).toHaveLength(2);
  expect((askedAt[1] ?? 0) - (askedAt[0] ?? 0)).toBeGreaterThan(990);
});

describe("retryDelay", () => {
  const error = (retryAfterMs?: number) =>
    new ApiError({ status: 429, name: "TooManyRequests", message: "", retryAfterMs });
  it("grows, and is at least what the server asks for, within reason", () => {
    expect([0, 1, 2, 9].map((failures) => retryDelay(failures, error()))).toEqual([500, 1_000, 2_000, 5_000]);
    expect([0, 3].map((failures) => retryDelay(failures, error(3_000)))).toEqual([3_000, 4_000]);
    expect(retryDelay(0, error(3_600_000))).toBe(30_000);
    expect(retryDelay(0, new TypeError("x"))).toBe(500);
  });
});

describe("shouldRetry", () => {
  const error = (status: number) => new ApiError({ status, name: "InvalidResponse", message: "" });
  it.each([0, 429, 500, 502, 503])("retries status %d twice", (status) => {
    expect([0, 1, 2].map((failures) => shouldRetry(failures, error(status)))).toEqual([true, true, false]);
  });
  it.each([400, 401, 403, 404, 409, 422, 425])("does not retry status %d", (status) => {
    expect(shouldRetry(0, error(status))).toBe(false);
  });
  it("does not retry a bug", () => {
    expect(shouldRetry(0, new TypeError("x is undefined"))).toBe(false);
  });
});
