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
