import type { ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { answer, envelope, startLocalApi, type Handler } from "../testing/page/local-api.ts";
import { eventually } from "./eventually.ts";
import { followEvents, type Changed } from "./follow-events.ts";

let api: Awaited<ReturnType<typeof startLocalApi>>;
let abort: AbortController;
afterEach(async () => {
  abort.abort();
  await api.stop();
});

const RECORD = { id: "one", status: "pending" };

function message(event: string, data: object, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function stream(response: ServerResponse, ...messages: string[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(`retry: 2000\n\n${messages.join("")}`);
}

async function follow(handler: Handler, hostTokens: string[] = []) {
  api = await startLocalApi(handler, hostTokens);
  api.tokens.accept("first");
  abort = new AbortController();
  const changed: Changed[] = [];
  const streaming: boolean[] = [];
  const done = followEvents({
    workspaceId: "w",
    place: { lastId: "" },
    signal: abort.signal,
    onChanged: (change) => changed.push(change),
    onStreaming: (isStreaming) => streaming.push(isStreaming),
  });
  return { changed, streaming, done, seen: api.seen };
}

it("tells what changed, says when it streams, and goes on from the last id after a cut", async () => {
  const { changed, streaming, seen } = await follow((call, response) => {
    if (call.headers["last-event-id"] === "2-1") return stream(response, message("ready", { resumed: true }, "3-1"));
    stream(response, message("ready", { resumed: false }, "1-1"), message("event", RECORD, "2-1"));
    response.end();
  });
  await eventually(() => expect(streaming).toHaveLength(3));
  expect(changed).toEqual(["all", { eventId: "one" }]);
  expect(streaming).toEqual([true, false, true]);
  expect(seen.map(({ url }) => url)).toEqual(["/api/v1/workspaces/w/stream", "/api/v1/workspaces/w/stream"]);
});

it("reads everything again after a resync", async () => {
  const { changed } = await follow((_call, response) =>
    stream(response, message("ready", { resumed: true }), message("resync", { reason: "slow_reader" })),
  );
  await eventually(() => expect(changed).toHaveLength(1));
  expect(changed).toEqual(["all"]);
});

it("asks the host for a new token when its own is refused", async () => {
  const { streaming, seen } = await follow(
    (call, response) =>
      call.token === "second"
        ? stream(response, message("ready", { resumed: true }))
        : answer(response, 401, envelope("Unauthorized", "Authentication required")),
    ["second"],
  );
  await eventually(() => expect(streaming).toHaveLength(1));
  expect(seen.map(({ token }) => token)).toEqual(["first", "second"]);
});

it("comes back after trouble of the server, and gives up where it is not allowed", async () => {
  let calls = 0;
  const { done, streaming, seen } = await follow((_call, response) => {
    calls += 1;
    if (calls === 1) return answer(response, 503, envelope("ServiceUnavailable", "Later"));
    answer(response, 403, envelope("Forbidden", "No"));
  });
  await done;
  expect(seen).toHaveLength(2);
  expect(streaming).toEqual([]);
});

it("gives up when the session was revoked", async () => {
  const { done, streaming } = await follow((_call, response) => {
    stream(response, message("ready", { resumed: true }), message("end", { reason: "revoked" }));
    response.end();
  });
  await done;
  expect(streaming).toEqual([true, false]);
});
