/** An Idempotency-Key and the body it was sent with. */
export type Idempotency = { key: string; bodyHash: string };

/** What a request to send events is answered; `isReplayed`: what the first request with its key was answered. */
export type Accepted<T> = { answer: T; isReplayed: boolean };
