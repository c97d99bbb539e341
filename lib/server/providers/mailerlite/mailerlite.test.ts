import { describe, expect, it } from "vitest";
import { generateMapping } from "#lib/server/domain/connections/mappings/default-mapping.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type Step } from "#lib/testing/providers/scripted-provider.ts";
import { mailerlite } from "./mailerlite.ts";

const TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI0Iiwic3ViIjoiOTAifQ.c2lnbmF0dXJl";
/** Beyond 2^53: a number would end in …784. */
const GROUP = "139922467361457777";
const SUBSCRIBER = "139922467361459999";

const failed = { kind: "failed", code: "rejected_client_error" } as const;
const delivered = { kind: "delivered", code: "delivered" } as const;

const upsert = (status: number, body: object): Step => ({
  method: "POST",
  path: "/subscribers",
  body,
  answer: { status, json: { data: { id: SUBSCRIBER, email: "ada@example.com", status: "active" } } },
});
const find: Step = {
  method: "GET",
  path: "/subscribers/ada%2Bnews%40example.com",
  answer: { status: 200, json: { data: { id: SUBSCRIBER, email: "ada+news@example.com" } } },
};
const remove: Step = {
  method: "DELETE",
  path: `/subscribers/${SUBSCRIBER}/groups/${GROUP}`,
  answer: { status: 204 },
};
const notFound = { status: 404, json: { message: "Resource not found." } };

const contract: ProviderContract = {
  destination: mailerlite,
  settings: { metadata: {}, secrets: { api_key: TOKEN } },
  headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
  baseUrl: "https://connect.mailerlite.com/api",
  identify: {
    steps: [{ method: "GET", path: "/groups?limit=1", answer: { status: 200, json: { data: [] } } }],
    account: { id: "90", label: "MailerLite account (owner 90)" },
  },
  actions: {
    add_to_group: {
      metadata: { id: GROUP },
      data: { email: "ada@example.com", name: "Ada", points: 12.5, note: null, vip: true },
      steps: [
        upsert(201, {
          email: "ada@example.com",
          fields: { name: "Ada", points: 12.5, note: null, vip: "true" },
          groups: [GROUP],
        }),
      ],
      cases: [
        {
          name: "is harmless when repeated: a subscriber who is there already is updated",
          data: { email: "ada@example.com", name: "Ada" },
          steps: [upsert(200, { email: "ada@example.com", fields: { name: "Ada" }, groups: [GROUP] })],
          outcome: delivered,
        },
        {
          name: "sends no status, which would subscribe again who has opted out, and no fields when none are mapped",
          data: { email: "ada@example.com" },
          steps: [upsert(200, { email: "ada@example.com", groups: [GROUP] })],
          outcome: delivered,
        },
      ],
    },
    remove_from_group: {
      metadata: { id: GROUP },
      data: { email: "ada+news@example.com", name: "Ada" },
      steps: [find, remove],
      cases: [
        {
          name: "is harmless when repeated: somebody who is not in the group",
          steps: [find, { ...remove, answer: notFound }],
          outcome: { ...delivered, says: /not in the group/ },
        },
        {
          name: "is done when there is no such subscriber",
          steps: [{ ...find, answer: notFound }],
          outcome: { ...delivered, says: /no such subscriber/ },
        },
        {
          name: "never leaves the group's path: an id of dots would remove the person",
          metadata: { id: ".." },
          steps: [find],
          outcome: failed,
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "too many requests",
      answer: { status: 429, headers: { "retry-after": "37" }, json: { message: "Too Many Attempts." } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 37_000, says: /Too Many Attempts/ },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: { status: 500, json: { message: "Server Error" } },
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "transient",
      name: "a time-out of theirs",
      answer: { status: 408, json: { message: "Request timed out" } },
      outcome: { kind: "retry", code: "destination_timeout" },
    },
    {
      class: "auth",
      name: "a refused token, which may be one of MailerLite Classic",
      answer: { status: 401, json: { message: "Unauthenticated." } },
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid", says: /Classic/ },
    },
    {
      class: "permission",
      name: "a token that may not do this",
      answer: { status: 403, json: { message: "Forbidden" } },
      outcome: failed,
    },
    {
      class: "target_gone",
      name: "a group that was deleted",
      answer: notFound,
      outcome: { ...failed, code: "destination_not_found", isTargetGone: true },
      actions: ["add_to_group"],
    },
    {
      class: "target_gone",
      name: "a group that cannot be chosen any more",
      answer: {
        status: 422,
        json: {
          message: "The selected groups.0 is invalid.",
          errors: { "groups.0": ["The selected groups.0 is invalid."] },
        },
      },
      outcome: { ...failed, code: "validation_failed", isTargetGone: true },
      actions: ["add_to_group"],
    },
    {
      class: "invalid",
      name: "a refused value, with the field's own reason",
      answer: {
        status: 422,
        json: { message: "The given data was invalid.", errors: { email: ["The email must be valid."] } },
      },
      outcome: { ...failed, code: "validation_failed", says: /invalid\. The email must be valid\./ },
    },
  ],
  actionData: {
    groups: {
      steps: [
        {
          method: "GET",
          path: "/groups?limit=100&page=1&sort=name",
          answer: { status: 200, json: { data: [{ id: GROUP, name: "A", active_count: 1 }], meta: { last_page: 2 } } },
        },
        {
          method: "GET",
          path: "/groups?limit=100&page=2&sort=name",
          answer: { status: 200, json: { data: [{ id: "7", name: "B" }], links: {}, meta: { last_page: 2 } } },
        },
      ],
      items: [
        { id: GROUP, name: "A" },
        { id: "7", name: "B" },
      ],
    },
  },
  fields: {
    steps: [
      {
        method: "GET",
        path: "/fields?limit=100&page=1",
        answer: {
          status: 200,
          json: {
            data: [
              { id: "1", name: "Name", key: "name", type: "text", is_default: true },
              { id: "31", name: "Points", key: "points", type: "number", is_default: false },
            ],
            meta: { last_page: 2 },
          },
        },
      },
      {
        method: "GET",
        path: "/fields?limit=100&page=2",
        answer: {
          status: 200,
          json: { data: [{ id: "32", name: "Since", key: "since", type: "date" }], meta: { last_page: 2 } },
        },
      },
    ],
    has: [
      ...(mailerlite.fields?.fixed ?? []),
      {
        key: "points",
        type: "number",
        label: "Points",
        constraints: { cleared_by: "null" },
        provider_meta: { id: "31", type: "number" },
      },
      {
        key: "since",
        type: "date",
        label: "Since",
        constraints: { cleared_by: "null" },
        provider_meta: { id: "32", type: "date" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

async function identify(steps: readonly Step[], of = contract) {
  const [provider, egress] = [await startScriptedProvider(), testEgress()];
  try {
    provider.script(steps, of.headers);
    const request = { workspaceId: "", now: new Date() };
    const { account, outcome } = await mailerlite.test(request, accessTo(of, provider, egress));
    return { account, kind: outcome.kind, problems: provider.problems() };
  } finally {
    await provider.close();
    await egress.close();
  }
}

describe("mailerlite, beyond the contract", () => {
  it("trap: ids are strings beyond 2^53, and stay as they are on the whole way", async () => {
    const { outcome, problems } = await deliverOnce(contract, "remove_from_group", {
      ...contract.actions["remove_from_group"],
      steps: [find, remove],
    });
    expect({ problems, kind: outcome.kind }).toEqual({ problems: [], kind: "delivered" });
    expect(String(Number(SUBSCRIBER))).not.toBe(SUBSCRIBER);
  });

  it("trap: no endpoint names the account, so it is named by the owner that its token names, if it does", async () => {
    const unnamed = { kind: "delivered", problems: [], account: { id: "unknown", label: "MailerLite account" } };
    for (const api_key of ["opaque-token", "eyJh.e30.sig", "eyJh.bm90IGpzb24.sig"]) {
      const settings = { metadata: {}, secrets: { api_key } };
      const headers = { ...contract.headers, authorization: `Bearer ${api_key}` };
      expect(await identify(contract.identify.steps, { ...contract, settings, headers })).toEqual(unnamed);
    }
  });

  it("takes a token of any form: MailerLite decides", () => {
    const parse = (api_key: string) => mailerlite.parseSettings({ api_key }, undefined, () => undefined);
    expect(parse(` ${TOKEN} `)).toMatchObject({ settings: { secrets: { api_key: TOKEN } } });
    // Of another form, perhaps of MailerLite Classic: a refusal of theirs says so.
    expect(parse("0123456789abcdef0123456789abcdef").ok).toBe(true);
  });

  it("fills the first name, which it calls name, by default", () => {
    const { fields } = generateMapping(mailerlite.fields?.fixed ?? []);
    expect(fields.map(({ dest, source }) => [source.value, dest])).toEqual([
      ["email", "email"],
      ["first_name", "name"],
      ["last_name", "last_name"],
      ["phone", "phone"],
    ]);
  });

  it("keeps to 120 requests a minute", () => {
    const rate = { requests: 120, perMs: 60_000, scope: "connection" };
    expect(mailerlite.limits).toEqual({ rate, requestsPerDelivery: 2 });
  });
});
