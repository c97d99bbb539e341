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
