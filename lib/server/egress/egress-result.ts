import type { Holder } from "./origin-gate.ts";

/** What this side decides; everything else that goes wrong comes from Node or undici with its own code. */
type EgressErrorCode = "EGRESS_BLOCKED" | "EGRESS_CONNECT_TIMEOUT" | "EGRESS_INFORMATIONAL_FLOOD" | "EGRESS_DONE";

export class EgressError extends Error {
  readonly code: EgressErrorCode;
  /** Of a time-out: what was not there in time, as the beginning of a sentence. */
  readonly missing: string | undefined;

  constructor(code: EgressErrorCode, missing?: string) {
    super(code);
    this.name = "EgressError";
    this.code = code;
    this.missing = missing;
  }
}

/** A connection that could not be opened, told better than its code alone could. */
export class ConnectError extends Error {
  readonly code: string;
  readonly problem: string;

  constructor(code: string, problem: string, cause: unknown) {
    super(code, { cause });
    this.name = "ConnectError";
    this.code = code;
    this.problem = problem;
  }
}

export type EgressRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  /** For answers that are read and not only kept for people; the client's own limit unless given. */
  responseBytesMax?: number;
  /** Less than the client's total time-out, for one of several requests that share a deadline. */
  timeoutMs?: number;
  /** Whose request it is: the connections to an origin are shared between holders. */
  holder?: Holder;
  /**
   * A second copy does no harm, so the request is sent once more when a connection that had been used before closes
   * without an answer. Without it that happens only when the request cannot have arrived whole. True for GET unless given.
   */
  isRepeatable?: boolean;
};

/** How long opening a connection took, in milliseconds; a part that failed or was not needed has no figure. */
export type ConnectTimings = { dnsMs?: number; connectMs?: number; tlsMs?: number };

/**
 * Where the time of a request went, in milliseconds. A connection that had been used before was not opened for it, an
 * address that is a number was not looked up, and an answer that never began has no first byte.
 */
export type RequestTimings = ConnectTimings & {
  /** From the moment that the connection was ready until the first byte of an answer. */
  firstByteMs?: number;
};

/** Durations are milliseconds since there was a free connection: waiting for one is not the destination's. */
export type EgressResult =
  /** The status line was read. `cut`: why the rest ended early; headers and body are there as far as they came. */
  | {
      kind: "response";
      statusCode: number;
      headers: Record<string, string>;
      body: string;
      truncated: boolean;
      cut?: "timeout" | "network";
      durationMs: number;
      timings?: RequestTimings;
    }
  | { kind: "blocked"; problem: string; durationMs: number }
  /** No connection to the origin came free in time: nothing was sent, and the destination had no part in it. */
  | { kind: "busy"; problem: string; durationMs: number }
  | { kind: "timeout"; phase: "connect" | "response"; durationMs: number; timings?: RequestTimings; problem: string }
  /** `isSent`: the request was at least partly sent, so it may have had its effect. */
  | {
      kind: "network_error";
      problem: string;
      code?: string;
      isSent: boolean;
      durationMs: number;
      timings?: RequestTimings;
    };
