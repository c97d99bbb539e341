import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isReceiverMode, verdict } from "./receiver.ts";

test("a signature is checked over the exact bytes of the body", () => {
  const body = Buffer.from('{"a": 1}');
  const signature = createHmac("sha256", "secret").update(body).digest("hex");
  expect(verdict(signature, body, "secret")).toBe("verified");
  expect(verdict(signature, Buffer.from('{"a":1}'), "secret")).toBe("invalid");
  expect(verdict(undefined, body, "secret")).toBe("none");
});

test("only the known modes can be set", () => {
  expect(["200", "500", "429", "slow", "422", "410", "drop"].every(isReceiverMode)).toBe(true);
  expect(["201", "toString", undefined].some(isReceiverMode)).toBe(false);
});
