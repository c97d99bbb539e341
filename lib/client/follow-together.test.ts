import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startLocalApi, type Seen } from "../testing/page/local-api.ts";
import { eventually } from "./eventually.ts";
import type { Changed } from "./follow-events.ts";
import { followTogether, type Company } from "./follow-together.ts";

type OpenStream = { response: ServerResponse; headers: Seen["headers"] };

let api: Awaited<ReturnType<typeof startLocalApi>>;
/** What the server has open, oldest first. */
let streams: OpenStream[];
const aborts: AbortController[] = [];
const done: Promise<void>[] = [];

beforeEach(async () => {
  streams = [];
  api = await startLocalApi(({ headers }, response) => {
    const stream = { response, headers };
    streams.push(stream);
    response.on("close", () => (streams = streams.filter((other) => other !== stream)));
    response.writeHead(200, { "content-type": "text/event-stream" });
    const resumed = headers["last-event-id"] !== undefined;
    response.write(`id: 1-1\nevent: ready\ndata: ${JSON.stringify({ resumed })}\n\n`);
  });
  api.tokens.accept("token");
});

afterEach(async () => {
  for (const abort of aborts.splice(0)) abort.abort();
  await Promise.all(done.splice(0));
  await api.stop();
});

function tell(index: number, id: string, place: string): void {
  streams[index]?.response.write(`id: ${place}\nevent: event\ndata: ${JSON.stringify({ id })}\n\n`);
}

let worlds = 0;
/** Frames of one browser; `view` of one does not meet that of another test. */
function frames(company: Partial<Company> = {}) {
  const world = ++worlds;
  return (view: string) => {
    const abort = new AbortController();
    const changed: Changed[] = [];
    const streaming: boolean[] = [];
    const following = {
      workspaceId: "w",
      place: { lastId: "" },
      signal: abort.signal,
      onChanged: (change: Changed) => changed.push(change),
      onStreaming: (isStreaming: boolean) => streaming.push(isStreaming),
    };
    const own = { view: `${world} ${view}`, locks: navigator.locks, isMultiplexed: false, ...company };
    aborts.push(abort);
    done.push(followTogether(following, own));
    return { changed, streaming, close: () => abort.abort() };
  };
}

it("eight frames that show the same hold one stream, and each hears everything", async () => {
  const open = frames();
  const all = Array.from({ length: 8 }, () => open("same"));
  await eventually(() => expect(all.map(({ streaming }) => streaming)).toEqual(all.map(() => [true])));
  tell(0, "one", "2-1");
  await eventually(() => {
    for (const { changed } of all) expect(changed.at(-1)).toEqual({ eventId: "one" });
  });
  expect(api.seen).toHaveLength(1);
});

it("when the frame with the stream goes, another one goes on from the same place", async () => {
  const open = frames();
  const first = open("same");
  await eventually(() => expect(first.streaming).toEqual([true]));
  const second = open("same");
  await eventually(() => expect(second.streaming).toEqual([true]));
  tell(0, "one", "7-3");
  await eventually(() => expect(second.changed).toEqual(["all", { eventId: "one" }]));
  first.close();
  await eventually(() => expect(second.streaming).toEqual([true, false, true]));
  expect(api.seen.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "7-3"]);
  expect(first.streaming).toEqual([true, false]);
});

it("a frame that joins reads everything once, because it does not know what was told before", async () => {
  const open = frames();
  const first = open("same");
  await eventually(() => expect(first.streaming).toEqual([true]));
  tell(0, "one", "2-1");
  await eventually(() => expect(first.changed).toHaveLength(2));
  const second = open("same");
  await eventually(() => expect(second.changed).toEqual(["all"]));
  expect(first.changed).toHaveLength(2);
});

it("of frames that show different things two hold streams over HTTP/1.1, and the next one follows when one goes", async () => {
  const open = frames();
  const all = Array.from({ length: 8 }, (_, index) => open(`resource ${index}`));
  await eventually(() => expect(streams).toHaveLength(2));
  const streaming = () => all.filter((frame) => frame.streaming.at(-1) === true);
  await eventually(() => expect(streaming()).toHaveLength(2));
  const [gone] = streaming();
  gone?.close();
  await eventually(() => expect(api.seen).toHaveLength(3));
  await eventually(() => expect(streaming()).toHaveLength(2));
  expect(streams).toHaveLength(2);
  expect(streaming()).not.toContain(gone);
});

it("frames that show different things hold a stream each where requests share a connection", async () => {
  const open = frames({ isMultiplexed: true });
  const all = Array.from({ length: 8 }, (_, index) => open(`resource ${index}`));
  await eventually(() => expect(streams).toHaveLength(8));
  await eventually(() => expect(all.map(({ streaming }) => streaming)).toEqual(all.map(() => [true])));
});

const refusing = {
  request: () => Promise.reject(new DOMException("Not here", "SecurityError")),
} satisfies Company["locks"];

it.each([
  ["none", undefined],
  ["some that are refused", refusing],
])("without locks (%s) a frame has its own stream, or none over HTTP/1.1", async (_, locks) => {
  const polling = frames({ locks })("same");
  await done.at(-1);
  expect(api.seen).toHaveLength(0);
  const streaming = frames({ locks, isMultiplexed: true })("same");
  await eventually(() => expect(streaming.streaming).toEqual([true]));
  expect(polling.streaming).toEqual([]);
});

it("a frame that is closed while it waits for the stream never opens one", async () => {
  const open = frames();
  const first = open("same");
  const second = open("same");
  await eventually(() => expect(second.streaming).toEqual([true]));
  second.close();
  await done.at(-1);
  expect(second.streaming).toEqual([true, false]);
  first.close();
  await Promise.all(done);
  expect(api.seen).toHaveLength(1);
});
