import type { ConnectionsApp } from "#lib/server/domain/connections/index.ts";
import type { Caller } from "#lib/server/domain/tenancy/index.ts";

/** One event that passed validation, as it will be stored. `payload` is JSON text. */
export type NewEvent = {
  id: string;
  workspaceId: string;
  event: string;
  resource: string;
  resourceId: string | null;
  payload: string;
  createdBy: string;
  createdAt: Date;
};

/** An Idempotency-Key and the body it was sent with. */
export type Idempotency = { key: string; bodyHash: string };

/** Events, and the bytes of their payloads. */
export type IntakeSize = { events: number; bytes: number };

/** Counts events against the rate limits of their workspaces; all of them, or a 429 and none. */
export type Admit = (sizes: ReadonlyMap<string, IntakeSize>) => Promise<void>;

/** How events come in. Without `admit` nothing limits them. */
export type Intake = { idempotency: Idempotency | undefined; admit: Admit | undefined };

/** What a request to send events is answered; `isReplayed`: what the first request with its key was answered. */
export type Accepted<T> = { answer: T; isReplayed: boolean };

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
