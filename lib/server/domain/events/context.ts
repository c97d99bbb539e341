import type { ConnectionsApp } from "#lib/server/domain/connections/context.ts";
import type { Caller } from "#lib/server/domain/tenancy/context.ts";
import type { NewEvent } from "./new-event.ts";

/** Where accepted events go. */
export type Ingest = {
  /** Resolves when the event and its deliveries are committed. */
  accept(event: NewEvent): Promise<void>;
  /** The same for a whole request with an Idempotency-Key: at most once, or what the first one was answered. */
  acceptOnce(request: OnceRequest): Promise<OnceAnswer>;
  /** Throws the 503 while the disk is almost full. The other two do so, too, for each event. */
  requireDiskRoom(): void;
};

export type OnceRequest = {
  workspaceId: string;
  key: string;
  bodyHash: string;
  events: readonly NewEvent[];
  /** What is answered when the database takes all events but these (by id). Throws when nothing shall be stored. */
  answer: (unstorable: ReadonlySet<string>) => unknown;
};

export type OnceAnswer = { answer: unknown; isReplayed: boolean };

export type EventsApp = ConnectionsApp & { ingest: Ingest };

export type EventsContext = EventsApp & Caller;
