import { describe, expect, it } from "vitest";
import { generateMapping } from "#lib/server/domain/connections/mappings/default-mapping.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  NOW,
  RULE_EVENT_ID,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type ScriptedAnswer, type Step } from "#lib/testing/providers/scripted-provider.ts";
import { customerIo } from "./customer-io.ts";

const KEY = "0123456789abcdef0123";
const TIMESTAMP = NOW.toISOString();
const failed = { kind: "failed", code: "rejected_client_error" } as const;
const unmapped = { kind: "failed", code: "mapping_error" } as const;
const delivered = { kind: "delivered", code: "delivered" } as const;
const done = { status: 200, json: {} };

const identify = (who: object, traits: object): Step => ({
  method: "POST",
  path: "/identify",
  body: { ...who, traits, type: "identify", timestamp: TIMESTAMP },
  answer: done,
});
const track = (who: object, event = "user.signup", properties: object = {}): Step => ({
  method: "POST",
  path: "/track",
  body: { ...who, event, properties, type: "track", timestamp: TIMESTAMP, messageId: RULE_EVENT_ID },
  answer: done,
});
const data = { userId: 42, email: "ada@example.com", first_name: "Ada", plan: "pro", properties: { plan: { id: 7 } } };
const usual = [
  identify({ userId: "42" }, { email: "ada@example.com", first_name: "Ada", plan: "pro" }),
  track({ userId: "42" }, "user.signup", { plan: { id: 7 } }),
];
const invalidCall: Step = {
  method: "POST",
  path: "/track",
  body: { type: "track" },
  answer: { status: 400, json: { meta: { errors: ["userId or anonymousId is required"] } } },
};

const contract: ProviderContract = {
  destination: customerIo,
  settings: { metadata: { region: "EU" }, secrets: { cdpApiKey: KEY } },
  headers: {
    authorization: `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`,
    "x-strict-mode": "1",
  },
  baseUrl: "https://cdp-eu.customer.io/v1",
  identify: { steps: [invalidCall], account: { id: "EU", label: "Customer.io workspace (EU)" } },
  actions: {
    track_event: {
      data,
      steps: usual,
      cases: [
        {
          name: "is harmless when repeated: the same message id on every attempt",
          steps: usual,
          outcome: delivered,
        },
        {
          name: "calls the event what the rule says",
          metadata: { event_name_override: " Signed up " },
          data: { userId: "u" },
          steps: [identify({ userId: "u" }, {}), track({ userId: "u" }, "Signed up")],
          outcome: delivered,
        },
        {
          name: "knows a person by an anonymous id",
          data: { anonymousId: "a-1", email: "ada@example.com" },
          steps: [identify({ anonymousId: "a-1" }, { email: "ada@example.com" }), track({ anonymousId: "a-1" })],
          outcome: delivered,
        },
        {
          name: "takes the e-mail address for the id when there is no other",
          data: { userId: " ", email: "ada@example.com" },
          steps: [
            identify({ userId: "ada@example.com" }, { email: "ada@example.com" }),
            track({ userId: "ada@example.com" }),
          ],
          outcome: delivered,
        },
        {
          name: "takes traits.plan for plan",
          data: { userId: "u", traits: { plan: "pro", size: 3 }, plan: "free" },
          steps: [identify({ userId: "u" }, { plan: "free", size: 3 }), track({ userId: "u" })],
          outcome: delivered,
        },
        {
          name: "sends nothing about nobody",
          data: { first_name: "Ada", email: null },
          steps: [],
          outcome: { ...unmapped, says: /userId, anonymousId or email/ },
        },
        {
          name: "records the event without properties that are no object",
          data: { userId: "u", properties: "pro" },
          steps: [identify({ userId: "u" }, {}), track({ userId: "u" })],
          outcome: delivered,
        },
        {
          name: "sends no event that acts at Customer.io",
          event: "User Deleted",
          steps: [],
          outcome: { ...failed, says: /User Deleted/ },
        },
        {
          name: "sends no event that a rule renames into one that acts, in any spelling",
          metadata: { event_name_override: "user suppressed " },
          steps: [],
          outcome: { ...failed, says: /user suppressed/ },
        },
        {
          name: "sends an event that only was called so here",
          event: "User Deleted",
          metadata: { event_name_override: "Account closed" },
          data: { userId: "u" },
          steps: [identify({ userId: "u" }, {}), track({ userId: "u" }, "Account closed")],
          outcome: delivered,
        },
        {
          name: "sends neither call when one has more than 32 KB",
          data: { userId: "u", properties: { text: "é".repeat(16 * 1024) } },
          steps: [],
          outcome: { ...failed, says: /32 KB/ },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "too many requests",
      answer: { status: 429 },
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: { status: 500, text: "" },
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "a wrong key, or one of the other region",
      answer: { status: 401, text: "Unauthorized" },
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid", says: /other region/ },
    },
    {
      class: "invalid",
      name: "a refused call",
      answer: { status: 400, json: { meta: { errors: ["event is required", "userId is empty"] } } },
      outcome: { ...failed, code: "invalid_request", says: /event is required userId is empty/ },
    },
  ],
  lacks: {
    permission: "a key may do everything that this API does",
    target_gone: "rules point to nothing at Customer.io",
  },
  fields: { steps: [], has: customerIo.fields?.fixed ?? [] },
  needs: { track_event: undefined },
  onAmbiguous: "retry",
};

describeProvider(contract);

async function test(answer: ScriptedAnswer) {
  const [provider, egress] = [await startScriptedProvider(), testEgress()];
  try {
    provider.script([{ ...invalidCall, answer }], contract.headers);
    const tested = await customerIo.test({ workspaceId: "", now: NOW }, accessTo(contract, provider, egress));
    return { ...tested, problems: provider.problems() };
  } finally {
    await provider.close();
    await egress.close();
  }
}

describe("customer_io, beyond the contract", () => {
  it("trap: every call is made in strict mode, or a wrong key would be answered with 200", async () => {
    const { outcome, problems } = await deliverOnce(contract, "track_event", { data, steps: usual });
    expect({ kind: outcome.kind, problems }).toEqual({ kind: "delivered", problems: [] });
    expect(contract.headers["x-strict-mode"]).toBe("1");
    expect(await test({ status: 401 })).toMatchObject({ param: "metadata.cdpApiKey", outcome: { kind: "inactive" } });
  });

  it("does not believe a key that was not checked", async () => {
    const { outcome, account } = await test({ status: 200, json: {} });
    expect(account).toBeUndefined();
    expect(outcome).toMatchObject({ kind: "retry", message: expect.stringContaining("could not be checked") });
  });

  it.each(["User Deleted", "device deleted", " Object Deleted "])(
    "refuses a rule that would act at Customer.io: %s",
    async (name) => {
      const [provider, egress] = [await startScriptedProvider(), testEgress()];
      const check = (metadata: object) =>
        customerIo.checkRule?.({ action: "track_event", ...metadata }, accessTo(contract, provider, egress));
      expect(await check({ event_name_override: name })).toMatchObject({ ok: false, fault: { class: "invalid" } });
      expect(await check({ event_name_override: "Signed up" })).toMatchObject({ ok: true });
      expect(await check({})).toMatchObject({ ok: true });
      await provider.close();
      await egress.close();
    },
  );

  it("takes a key and a region in the form they have, and nothing else", () => {
    const parse = (input: Record<string, unknown>) => customerIo.parseSettings(input, undefined, () => undefined);
    expect(parse({ cdpApiKey: KEY })).toMatchObject({ ok: true, settings: { metadata: { region: "US" } } });
    expect(parse({ cdpApiKey: KEY, region: "EU" })).toMatchObject({
      ok: true,
      settings: { metadata: { region: "EU" } },
    });
    expect(parse({ cdpApiKey: "app-key", region: "evil.example" })).toMatchObject({
      problems: [{ param: "metadata.region" }],
    });
  });

  it("finds the well-known names by default", () => {
    const { fields } = generateMapping(customerIo.fields?.fixed ?? []);
    expect(fields.map(({ dest, source }) => [source.value, dest])).toEqual([
      ["email", "email"],
      ["first_name", "first_name"],
      ["last_name", "last_name"],
      ["phone", "phone"],
      ["id", "userId"],
    ]);
  });

  it("keeps to 3,000 requests in three seconds", () => {
    const rate = { requests: 3000, perMs: 3000, scope: "connection" };
    expect(customerIo.limits).toEqual({ rate, requestsPerDelivery: 2 });
  });
});
