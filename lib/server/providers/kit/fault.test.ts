import { describe, expect, it } from "vitest";
import { outcomeOfFault, type Fault, type FaultClass } from "./fault.ts";

const context = { durationMs: 1, authentication: "api_key", onAmbiguous: "retry" } as const;

function codeOf(faultClass: FaultClass, more: Partial<Fault> = {}): string {
  return outcomeOfFault({ class: faultClass, message: "No", ...more }, context).code;
}

describe("the outcome code of a provider's refusal", () => {
  it.each([
    [400, "invalid_request"],
    [402, "rejected_client_error"],
    [403, "rejected_client_error"],
    [404, "destination_not_found"],
    [405, "rejected_client_error"],
    [408, "destination_timeout"],
    [409, "destination_conflict"],
    [410, "destination_gone"],
    [413, "payload_too_large"],
    [422, "validation_failed"],
    [425, "rejected_client_error"],
    [500, "rejected_server_error"],
    [503, "rejected_server_error"],
    [504, "destination_timeout"],
  ])("says what the status %i says, whether it is tried again or not: %s", (statusCode, code) => {
    for (const faultClass of ["invalid", "target_gone", "transient"] as const) {
      expect(codeOf(faultClass, { statusCode }), faultClass).toBe(code);
    }
  });

  it.each([
    ["invalid", "rejected_client_error"],
    ["target_gone", "destination_not_found"],
    ["transient", "rejected_server_error"],
  ] as const)("follows the class where the status is a success or there is none: %s is %s", (faultClass, code) => {
    for (const statusCode of [200, 207, undefined]) expect(codeOf(faultClass, { statusCode })).toBe(code);
  });

  it.each([
    ["rate_limited", "rate_limited"],
    ["auth_expired", "auth_failed"],
    ["auth_failed", "auth_failed"],
    ["auth_revoked", "auth_failed"],
    ["permission", "rejected_client_error"],
    ["mapping", "mapping_error"],
  ] as const)("is that of the class where the class says more than any status: %s", (faultClass, code) => {
    for (const statusCode of [400, 403, 404, 422, 500, undefined])
      expect(codeOf(faultClass, { statusCode })).toBe(code);
  });

  it("tells a destination that did not answer from one that answered that it ran out of time", () => {
    expect(codeOf("transient", { transport: "timeout" })).toBe("timeout");
    expect(codeOf("transient", { transport: "network" })).toBe("network_error");
    expect(codeOf("transient", { statusCode: 504 })).toBe("destination_timeout");
  });

  it("carries the provider's own code, as long as it is one, and no more than 200 characters of it", () => {
    const carried = (code: string | undefined) =>
      outcomeOfFault({ class: "invalid", message: "No", code }, context).providerCode;
    expect(carried("channel_not_found")).toBe("channel_not_found");
    expect(carried("x".repeat(5_000))).toBe("x".repeat(200));
    expect([carried(""), carried(undefined)]).toEqual([undefined, undefined]);
  });
});
