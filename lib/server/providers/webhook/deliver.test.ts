import { describe, expect, it } from "vitest";
import type { EgressClient, EgressResult } from "#lib/server/egress/egress-client.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import type { Access } from "../kit/access.ts";
import { sampleDelivery } from "../kit/sample-delivery.ts";
import { deliverWebhook } from "./deliver.ts";

type Response = Extract<EgressResult, { kind: "response" }>;
const answer = (more: Partial<Response>): Response => ({
  kind: "response",
  statusCode: 200,
  headers: {},
  body: "",
  truncated: false,
  durationMs: 1,
  ...more,
});

/** A delivery to an endpoint that answers so. */
async function deliver(result: EgressResult, url = "https://example.com/hook") {
  const bugs: unknown[] = [];
  const egress: EgressClient = { send: () => Promise.resolve(result), close: () => Promise.resolve() };
  const settings: Access["settings"] = {
    metadata: {
      url,
      http_method: "POST",
      payload_mode: "wrapped",
      auth_scheme: "none",
      custom_headers: [],
      hmac_algorithm: "none",
      hmac_header: "X-Meshes-Signature",
    },
    secrets: { signing_secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" },
  };
  const access = {
    settings,
    operator: {},
    tokens: undefined,
    egress,
    timeoutMs: 1_000,
    reportBug: (bug: unknown) => bugs.push(bug),
  };
  const delivery = sampleDelivery({ workspaceId: uuidv7(), now: new Date() }, "send_webhook");
  return { outcome: await deliverWebhook({ ...delivery, isTest: false }, access), bugs };
}

describe("what a webhook's answer means", () => {
  it("is read from all of its headers, and not from those that are kept", async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-${index}`, "a".repeat(100)]));
    const { outcome } = await deliver(answer({ statusCode: 503, headers: { ...many, "retry-after": "120" } }));
    expect(outcome).toMatchObject({ kind: "retry", retryAfterMs: 120_000 });
    expect(outcome.exchange?.headers).not.toHaveProperty("retry-after");
  });

  it.each(["https://example.com/%E9?token=abc", "https://example.com/%?key=%", "https://example.com/%FF%?sig=1"])(
    "does not depend on the address: %s",
    async (url) => {
      const gone = await deliver(answer({ statusCode: 410 }), url);
      expect(gone).toMatchObject({ outcome: { kind: "inactive", code: "destination_gone" }, bugs: [] });
      const refused = await deliver(answer({ statusCode: 422 }), url);
      expect(refused).toMatchObject({ outcome: { kind: "failed", code: "validation_failed" }, bugs: [] });
    },
  );

  it("is kept when a bug of ours keeps the answer from being shown, and the bug is reported", async () => {
    const broken = {
      get "x-any"(): string {
        throw new Error("a bug");
      },
    };
    const delivered = await deliver(answer({ headers: broken }));
    expect(delivered.outcome).toMatchObject({ kind: "delivered", statusCode: 200 });
    for (const [statusCode, kind] of [
      [422, "failed"],
      [410, "inactive"],
      [500, "retry"],
    ] as const) {
      const { outcome, bugs } = await deliver(answer({ statusCode, headers: broken }));
      expect(outcome).toMatchObject({ kind, statusCode });
      expect(outcome.exchange).toBeUndefined();
      expect(bugs).toEqual([expect.objectContaining({ message: "a bug" })]);
    }
  });

  it.each([
    ["timeout", /did not come in time/],
    ["network", /broke off/],
  ] as const)("is delivered when the rest of a 2xx did not come (%s), and says so", async (cut, words) => {
    const { outcome } = await deliver(answer({ statusCode: 202, cut }));
    expect(outcome).toMatchObject({ kind: "delivered", code: "delivered", message: expect.stringMatching(words) });
  });
});
