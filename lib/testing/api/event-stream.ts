import { createParser } from "eventsource-parser";
import { expect } from "vitest";
import { StreamMessage } from "#lib/contracts/stream.ts";
import { until } from "../server/until.ts";
import { checkedFetch } from "./checked-fetch.ts";

export type OpenStream = {
  response: Response;
  messages: StreamMessage[];
  /** The id to come back with. */
  lastId(): string | undefined;
  /** Resolves when the server has ended the stream. */
  ended: Promise<void>;
  ready(): Promise<{ resumed: boolean }>;
  /** The changed events, in the order they came. */
  events(): { id: string; status: string }[];
  /** As a client that goes away. */
  close(): void;
};

/** Opens a stream as a browser does, and reads it. `token`: of a session or a machine. */
export async function openTestStream(
  url: string,
  workspace: string,
  token: string,
  lastEventId?: string,
): Promise<OpenStream> {
  const abort = new AbortController();
  const headers = {
    authorization: `Bearer ${token}`,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  const response = await checkedFetch(`${url}/api/v1/workspaces/${workspace}/stream`, {
    headers,
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  const messages: StreamMessage[] = [];
  let lastId: string | undefined;
  const parser = createParser({
    onEvent: ({ event, data, id }) => {
      messages.push(StreamMessage.parse({ event, data: JSON.parse(data) }));
      lastId = id ?? lastId;
    },
  });
  const found = <E extends StreamMessage["event"]>(event: E) =>
    messages.filter((message): message is Extract<StreamMessage, { event: E }> => message.event === event);
  return {
    response,
    messages,
    lastId: () => lastId,
    ended: read(response, (text) => parser.feed(text)),
    ready: async () => (await until("the stream to be ready", () => found("ready").at(-1))).data,
    events: () => found("event").map(({ data }) => data),
    close: () => abort.abort(),
  };
}

async function read(response: Response, feed: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? []) feed(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  }
}
