import { followEvents, type Changed, type Following } from "./follow-events.ts";

/** Frames that see the same events. `view` tells them apart from those that see others. */
export type Company = {
  view: string;
  /** Absent where the browser has none (no secure context). */
  locks: Pick<LockManager, "request"> | undefined;
  /** Whether many requests share one connection (HTTP/2 and later). */
  isMultiplexed: boolean;
};

/** Browsers open six connections to a host that speaks HTTP/1.1, for all of its frames together; a stream takes one. */
const STREAM_SLOTS = ["meshes-stream-slot-1", "meshes-stream-slot-2"];

type News = { kind: "hello" } | { kind: "streaming"; isStreaming: boolean } | { kind: "changed"; changed: Changed };
type Told = News & { lastId: string };

/**
 * Follows the events as one of all frames of this origin that see the same: one of them holds the stream and tells the
 * others. What they tell each other are ids, which each of them reads with its own token. Where frames cannot agree on
 * one, each has its own stream, or over HTTP/1.1 none: the page is then read again and again.
 */
export async function followTogether(following: Following, { view, locks, isMultiplexed }: Company): Promise<void> {
  const { signal } = following;
  if (signal.aborted) return;
  const alone = () => (isMultiplexed ? followEvents(following) : undefined);
  const channel = locks && openChannel(`meshes-stream:${view}`);
  if (locks === undefined || channel === undefined) return alone();
  const member = createMember(following, channel);
  try {
    await withLock(locks, `meshes-stream:${view}`, signal, () => {
      const lead = () => followEvents(member.lead());
      return isMultiplexed ? lead() : withAnyLock(locks, STREAM_SLOTS, signal, lead);
    });
  } catch (error) {
    // Locks are refused to documents without an origin of their own, and where a person forbids all storage.
    if (!isNamed(error, "SecurityError")) throw error;
    member.leave();
    return await alone();
  } finally {
    member.leave();
  }
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch (error) {
    if (isNamed(error, "SecurityError")) return undefined;
    throw error;
  }
}

/** Hears what the leader tells, until it leads itself. */
function createMember(following: Following, channel: BroadcastChannel) {
  const { place, onChanged, onStreaming } = following;
  let isStreaming = false;
  let isLeader = false;

  const tell = (news: News) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, which has one origin only
    channel.postMessage({ ...news, lastId: place.lastId } satisfies Told);
  };
  const setStreaming = (next: boolean) => {
    if (next === isStreaming) return;
    isStreaming = next;
    onStreaming(next);
    // Who joins a stream does not know what was told before.
    if (next && !isLeader) onChanged("all");
  };

  channel.addEventListener("message", ({ data }: MessageEvent<Told>) => {
    if (data.kind === "hello") {
      if (isLeader) tell({ kind: "streaming", isStreaming });
      return;
    }
    if (isLeader) return;
    place.lastId = data.lastId;
    if (data.kind === "changed") onChanged(data.changed);
    else setStreaming(data.isStreaming);
  });
  tell({ kind: "hello" });

  return {
    /** From here on this frame holds the stream, and goes on where the one before it was. */
    lead: (): Following => {
      isLeader = true;
      if (isStreaming) {
        setStreaming(false);
        tell({ kind: "streaming", isStreaming });
      }
      return {
        ...following,
        onChanged: (changed) => {
          onChanged(changed);
          tell({ kind: "changed", changed });
        },
        onStreaming: (next) => {
          setStreaming(next);
          tell({ kind: "streaming", isStreaming });
        },
      };
    },
    leave: (): void => {
      channel.close();
      if (!isLeader) setStreaming(false);
    },
  };
}

type Locks = Pick<LockManager, "request">;

/** Runs with the lock, or not at all once `signal` is aborted. */
async function withLock(locks: Locks, name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void> {
  try {
    await locks.request(name, { signal }, run);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Runs with the first of these locks that is free. */
async function withAnyLock(
  locks: Locks,
  names: readonly string[],
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> {
  const found = new AbortController();
  const either = AbortSignal.any([signal, found.signal]);
  const tries = names.map((name) =>
    withLock(locks, name, either, async () => {
      // Two may be free at once.
      if (found.signal.aborted) return;
      found.abort();
      await run();
    }),
  );
  await Promise.all(tries);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

/** Whether this page came over a connection that many requests can share. */
export function isMultiplexed(): boolean {
  const [page] = performance.getEntriesByType("navigation");
  return page !== undefined && "nextHopProtocol" in page && /^h[23]/.test(String(page.nextHopProtocol));
}
