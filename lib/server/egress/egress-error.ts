/** What the connector itself can decide; everything else that goes wrong comes from Node or undici with its own code. */
type EgressErrorCode = "EGRESS_BLOCKED" | "EGRESS_CONNECT_TIMEOUT" | "EGRESS_INFORMATIONAL_FLOOD" | "EGRESS_DONE";

export class EgressError extends Error {
  readonly code: EgressErrorCode;

  constructor(code: EgressErrorCode) {
    super(code);
    this.name = "EgressError";
    this.code = code;
  }
}
