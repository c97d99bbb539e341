import { describe, expect, it } from "vitest";
import { AppError } from "#lib/server/runtime/errors.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createStreams } from "./streams.ts";

const hub = { add: () => undefined, remove: () => undefined, close: () => Promise.resolve() };

function openAs(streams: ReturnType<typeof createStreams>, organizationId: string): ReadableStream | AppError {
  const scope = { organizationId, workspaceId: undefined, resourceScope: undefined };
  const principal = { kind: "machine" as const, actor: uuidv7(), scope };
  try {
    return streams.open({ principal, workspaceId: uuidv7(), lastEventId: undefined });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function openAll(streams: ReturnType<typeof createStreams>, organizationId: string): ReadableStream[] {
  const opened: ReadableStream[] = [];
  for (;;) {
    const stream = openAs(streams, organizationId);
    if (stream instanceof AppError) {
      expect(stream).toMatchObject({ code: "too_many_requests", headers: { "Retry-After": "10" } });
      return opened;
    }
    opened.push(stream);
  }
}

describe("the streams of a server", () => {
  it("leave room for another organization, however many one of them opens", async () => {
    const streams = createStreams(hub, 100);
    const first = openAll(streams, "first");
    expect(first).toHaveLength(50);
    expect(openAll(streams, "second")).toHaveLength(25);
    expect(openAs(streams, "third")).toBeInstanceOf(ReadableStream);
    for (const stream of first.slice(0, 3)) await stream.cancel();
    expect(openAs(streams, "second")).toBeInstanceOf(ReadableStream);
  });

  it("are refused for a moment when all are taken", () => {
    const streams = createStreams(hub, 3);
    for (const name of ["a", "b", "c"]) expect(openAs(streams, name)).toBeInstanceOf(ReadableStream);
    expect(openAs(streams, "d")).toMatchObject({ code: "unavailable" });
  });
});
