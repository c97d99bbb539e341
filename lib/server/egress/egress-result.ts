export type EgressRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** For answers that are read and not only kept for people; the client's own limit unless given. */
  responseBytesMax?: number;
  /** Less than the client's total time-out, for one of several requests that share a deadline. */
  timeoutMs?: number;
};

/** Durations are milliseconds since `send` was called, waiting for a free connection included. */
export type EgressResult =
  | {
      kind: "response";
      statusCode: number;
      headers: Record<string, string>;
      body: string;
      truncated: boolean;
      durationMs: number;
    }
  | { kind: "blocked"; problem: string; durationMs: number }
  | { kind: "timeout"; phase: "connect" | "response"; durationMs: number; problem: string }
  /** `isSent`: the request was at least partly sent, so it may have had its effect. */
  | { kind: "network_error"; problem: string; code?: string; isSent: boolean; durationMs: number };
