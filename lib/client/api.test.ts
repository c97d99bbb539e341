import { afterEach, describe, expect, it } from "vitest";
import { answer, envelope, type Handler, startLocalApi } from "../testing/page/local-api.ts";
import { ApiError } from "./api-error.ts";
import { apiGet, apiSend } from "./api.ts";

const thing: Handler = (_, response) => answer(response, 200, { id: "1" });
const only =
  (valid: string): Handler =>
  ({ token }, response) =>
    token === valid ? answer(response, 200, { id: "1" }) : answer(response, 401, envelope("StaleToken", "Old token"));

let api: Awaited<ReturnType<typeof startLocalApi>>;
const start = async (handler: Handler, hostTokens?: string[]) => (api = await startLocalApi(handler, hostTokens));
const failure = (call: Promise<unknown>) => call.then(() => expect.unreachable("the call succeeded"), asApiError);

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

afterEach(() => api.stop());

describe("a call", () => {
  it("waits for the first token, then carries it and nothing else that identifies", async () => {
    await start(thing);
    const call = apiGet("/things", { query: { a: "x y", b: 2, c: undefined, d: "" } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(api.seen).toEqual([]);
    api.tokens.accept("t1");
    await expect(call).resolves.toEqual({ id: "1" });
    expect(api.seen[0]).toMatchObject({ method: "GET", url: "/api/v1/things?a=x+y&b=2", token: "t1" });
    expect(api.seen[0]?.headers.cookie).toBeUndefined();
    expect(api.seen[0]?.url).not.toContain("t1");
  });

  it("sends a body as JSON, and none without one", async () => {
    await start(thing);
    api.tokens.accept("t1");
    await apiSend("POST", "/things", { body: { a: 1 } });
    await apiSend("DELETE", "/things/1");
    expect(api.seen[0]).toMatchObject({ method: "POST", body: '{"a":1}' });
    expect(api.seen[0]?.headers["content-type"]).toBe("application/json");
    expect(api.seen[1]).toMatchObject({ method: "DELETE", body: "" });
    expect(api.seen[1]?.headers["content-type"]).toBeUndefined();
  });
});

describe("401", () => {
  it("asks the host once for all concurrent calls and replays each", async () => {
    await start(only("t2"), ["t2"]);
    api.tokens.accept("t1");
    const reads = Array.from({ length: 5 }, (_, index) => apiGet(`/things/${index}`));
    const write = apiSend("POST", "/things", { body: { a: 1 } });
    await expect(Promise.all([...reads, write])).resolves.toHaveLength(6);
    expect(api.asked).toEqual(["unauthorized"]);
    expect(api.seen.filter(({ token }) => token === "t2")).toHaveLength(6);
    expect(api.seen.find(({ method, token }) => method === "POST" && token === "t2")?.body).toBe('{"a":1}');
    expect(api.tokens.getSnapshot()).toBe("ready");
  });

  it("replays without asking when a newer token arrived while the call was under way", async () => {
    await start((call, response) => {
      if (call.token === "t1") api.tokens.accept("t2");
      only("t2")(call, response);
    });
    api.tokens.accept("t1");
    await expect(apiGet("/things")).resolves.toEqual({ id: "1" });
    expect(api.asked).toEqual([]);
  });

  it("ends the session when the fresh token is refused too, and then asks neither host nor server", async () => {
    await start(only("never"), ["t2", "t3"]);
    api.tokens.accept("t1");
    const calls = [1, 2, 3].map((id) => failure(apiGet(`/things/${id}`)));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ status: 401, name: "SessionEnded" });
    expect(api.tokens.getSnapshot()).toBe("revoked");
    expect(api.asked).toEqual(["unauthorized"]);
    const requests = api.seen.length;
    expect(requests).toBeLessThanOrEqual(6);
    expect(await failure(apiGet("/things"))).toMatchObject({ name: "SessionEnded" });
    expect(api.seen).toHaveLength(requests);
  });

  it("works again after the host sent a good token for an ended session", async () => {
    await start(only("t9"), ["t2"]);
    api.tokens.accept("t1");
    await failure(apiGet("/things"));
    api.tokens.accept("t9");
    await expect(apiGet("/things")).resolves.toEqual({ id: "1" });
  });
});

describe("abort", () => {
  it("stops waiting for a token", async () => {
    await start(thing);
    const controller = new AbortController();
    const call = apiGet("/things", { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    api.tokens.accept("t1");
    expect(api.seen).toEqual([]);
  });

  it("stops a request under way", async () => {
    const controller = new AbortController();
    await start(() => controller.abort());
    api.tokens.accept("t1");
    const call = apiGet("/things", { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("does nothing for a signal that is over already", async () => {
    await start(thing);
    api.tokens.accept("t1");
    const call = apiGet("/things", { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(api.seen).toEqual([]);
  });
});

describe("errors", () => {
  const run = async (handler: Handler) => {
    await start(handler);
    api.tokens.accept("t1");
    return failure(apiGet("/things"));
  };

  it("carry the server's name, message, parameters and request id", async () => {
    const data = [{ param: "metadata.url", msg: "Not a URL" }];
    const error = await run((_, response) => answer(response, 400, envelope("BadRequest", "Invalid body", data)));
    const { status, name, message, requestId } = error;
    expect({ status, name, message, requestId, data: error.data }).toEqual({
      status: 400,
      name: "BadRequest",
      message: "Invalid body",
      requestId: "req_1",
      data,
    });
  });

  it.each([
    ["a page of a proxy", 502, "<html>Bad gateway</html>"],
    ["a success that is not JSON", 200, "<html>Welcome</html>"],
    ["an empty answer", 200, ""],
  ])("name %s as an invalid response", async (_, status, body) => {
    expect(await run((__, response) => answer(response, status, body))).toMatchObject({
      status,
      name: "InvalidResponse",
    });
  });

  it("name a connection that breaks a network error", async () => {
    expect(await run((_, response) => response.destroy())).toMatchObject({ status: 0, name: "NetworkError", data: [] });
  });

  it("name an answer that breaks off a network error", async () => {
    const error = await run((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"id":');
      setTimeout(() => response.destroy(), 10);
    });
    expect(error).toMatchObject({ status: 0, name: "NetworkError" });
  });

  it("name a server that is not there a network error", async () => {
    await start(thing);
    await api.stop();
    api.tokens.accept("t1");
    expect(await failure(apiGet("/things"))).toMatchObject({ status: 0, name: "NetworkError" });
    await start(thing);
  });
});
