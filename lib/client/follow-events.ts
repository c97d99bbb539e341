import { createParser } from "eventsource-parser";
import type { StreamMessage } from "#lib/contracts/stream.ts";
import { connected, unlessAborted } from "./api.ts";

/** An event, or everything when it is unknown what was missed. */
export type Changed = { eventId: string } | "all";

export type Following = {
  workspaceId: string;
  /** Where the stream was last, so that the next one goes on from there. */
  place: { lastId: string };
  signal: AbortSignal;
  onChanged: (changed: Changed) => void;
  onStreaming: (isStreaming: boolean) => void;
};

/** A sign of life comes every 15 s. */
const SILENCE_MS = 40_000;
const PAUSE_MS = 1_000;
const PAUSE_MS_MAX = 30_000;

/** Follows the events until it is aborted, again and again; gives up when the server says that it never will. */
export async function followEvents(following: Following): Promise<void> {
  for (let failures = 0; !following.signal.aborted; failures += 1) {
    const visit = { wasReady: false };
    const outcome = await readStream(following, visit).catch(() => "broken" as const);
    if (visit.wasReady) {
      following.onStreaming(false);
      failures = 0;
    }
    if (outcome === "refused") return;
    await pause(failures, following.signal);
  }
}

/** Twice as long each time, and never for all readers at once. */
function pause(failures: number, signal: AbortSignal): Promise<void> {
  const ms = Math.min(PAUSE_MS * 2 ** failures, PAUSE_MS_MAX) * (0.5 + Math.random() / 2);
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function readStream(following: Following, visit: { wasReady: boolean }): Promise<"ended" | "refused"> {
  const { tokens } = connected();
  const token = await unlessAborted(tokens.token(), following.signal);
  const watchdog = createWatchdog(following.signal);
  try {
    const response = await request(following, token, watchdog.signal);
    if (response.status === 401) {
      await unlessAborted(tokens.replace(token), following.signal);
      return "ended";
    }
    if (!response.ok) return response.status === 429 || response.status >= 500 ? "ended" : "refused";
    return await readMessages(response, following, { ...watchdog, visit });
  } finally {
    watchdog.stop();
  }
}

function request({ workspaceId, place }: Following, token: string, signal: AbortSignal): Promise<Response> {
  const headers = new Headers({ accept: "text/event-stream", authorization: `Bearer ${token}` });
  if (place.lastId !== "") headers.set("last-event-id", place.lastId);
  const url = `${connected().baseUrl}/api/v1/workspaces/${workspaceId}/stream`;
  return fetch(url, { headers, signal, credentials: "omit", cache: "no-store" });
}

async function readMessages(
  response: Response,
  following: Following,
  { visit, touch }: { visit: { wasReady: boolean }; touch: () => void },
): Promise<"ended" | "refused"> {
  let isRevoked = false;
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server, and the contract of its stream
      const message = { event, data: JSON.parse(data) } as StreamMessage;
      following.place.lastId = id ?? following.place.lastId;
      isRevoked ||= message.event === "end" && message.data.reason === "revoked";
      take(message, following, visit);
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) return isRevoked ? "refused" : "ended";
    touch();
    parser.feed(part.value);
  }
}

function take(message: StreamMessage, { onChanged, onStreaming }: Following, visit: { wasReady: boolean }): void {
  switch (message.event) {
    case "ready":
      visit.wasReady = true;
      onStreaming(true);
      if (!message.data.resumed) onChanged("all");
      return;
    case "event":
      return onChanged({ eventId: message.data.id });
    case "resync":
      return onChanged("all");
    case "end":
  }
}

/** Ends a stream that says nothing any more: a connection can be gone without anybody telling. */
function createWatchdog(parent: AbortSignal) {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(() => own.abort(), SILENCE_MS);
  };
  touch();
  return { signal: AbortSignal.any([parent, own.signal]), touch, stop: () => clearTimeout(timer) };
}
