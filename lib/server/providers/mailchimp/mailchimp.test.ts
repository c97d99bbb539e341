import { describe, expect, it } from "vitest";
import { deliverOnce, describeProvider, NOW, type ProviderContract } from "#lib/testing/providers/provider-contract.ts";
import type { Step } from "#lib/testing/providers/scripted-provider.ts";
import { mailchimp } from "./mailchimp.ts";

const KEY = `${"0a".repeat(16)}-us6`;
const MEMBER = "/lists/list%2F1/members/55502f40dc8b7c769880b10874abc9d0";
const problem = (status: number, title: string, detail = "Details") => ({
  status,
  headers: { "content-type": "application/problem+json" },
  json: { type: "about:blank", title, status, detail, instance: "x" },
});

const audience = (double_optin: boolean): Step => ({
  method: "GET",
  path: "/lists/list%2F1?fields=double_optin",
  answer: { status: 200, json: { double_optin } },
});
const put = (body: object, status = "subscribed"): Step => ({
  method: "PUT",
  path: `${MEMBER}?skip_merge_validation=true`,
  body,
  answer: { status: 200, json: { id: "x", status, contact_id: "c" } },
});
const ADA = { email_address: "Test@Example.com", vip: true, merge_fields: { FNAME: "Ada" } };

const contract: ProviderContract = {
  destination: mailchimp,
  settings: { metadata: { data_center: "us6" }, secrets: { api_key: KEY } },
  headers: { authorization: `Bearer ${KEY}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/?fields=account_id%2Caccount_name",
        answer: { status: 200, json: { account_id: "a1", account_name: "Sprocketry" } },
      },
    ],
    account: { id: "a1", label: "Sprocketry" },
  },
  actions: {
    add_to_list: {
      metadata: { id: "list/1" },
      data: { email: "Test@Example.com", FNAME: "Ada", vip: true },
      steps: [audience(false), put({ ...ADA, status_if_new: "subscribed" })],
      cases: [
        {
          name: "trap: an audience with double opt-in gets new contacts as pending, and the attempt says so",
          steps: [audience(true), put({ ...ADA, status_if_new: "pending" }, "pending")],
          outcome: { kind: "delivered", code: "delivered", says: /once they confirm/ },
        },
        {
          name: "asks every contact for a confirmation where the rule says so",
          metadata: { id: "list/1", double_opt_in: "always" },
          steps: [put({ ...ADA, status_if_new: "pending" }, "pending")],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "asks nobody for a confirmation where the rule says so",
          metadata: { id: "list/1", double_opt_in: "never" },
          steps: [put({ ...ADA, status_if_new: "subscribed" })],
          outcome: { kind: "delivered", code: "delivered", says: /^Delivered to Mailchimp$/ },
        },
        {
          name: "asks for the audience's own setting once an hour",
          remembered: {
            "opt-in of list/1": JSON.stringify({ status: "pending", until: NOW.getTime() + 1 }),
          },
          steps: [put({ ...ADA, status_if_new: "pending" }, "pending")],
          outcome: { kind: "delivered", code: "delivered" },
        },
        ...["archived", "unsubscribed", "cleaned", "transactional"].map((status) => ({
          name: `trap: a member who is ${status} is answered 200, and the attempt says so`,
          steps: [audience(false), put({ ...ADA, status_if_new: "subscribed" }, status)],
          outcome: { kind: "delivered", code: "delivered", says: /^Delivered to Mailchimp\. .*mail/i } as const,
        })),
        {
          name: "trap: an address without its parts is left out, and the contact is there",
          data: { email: "Test@Example.com", ADDRESS: { addr1: "1 Way", city: "Ghent" } },
          fields: [
            ...(mailchimp.fields?.fixed ?? []),
            { key: "ADDRESS", type: "object", constraints: { required_keys: ["addr1", "city", "state", "zip"] } },
          ],
          steps: [audience(false), put({ email_address: "Test@Example.com", status_if_new: "subscribed" })],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "leaves somebody alone who has opted out",
          steps: [
            audience(false),
            {
              method: "PUT",
              path: `${MEMBER}?skip_merge_validation=true`,
              body: { email_address: "test@example.com", status_if_new: "subscribed" },
              answer: problem(400, "Member In Compliance State", "test@example.com is in a compliance state"),
            },
          ],
          data: { email: "test@example.com" },
          outcome: { kind: "failed", code: "invalid_request", says: /compliance/ },
        },
      ],
    },
    remove_from_list: {
      metadata: { id: "list/1" },
      data: { email: "test@example.com" },
      steps: [
        {
          method: "PATCH",
          path: MEMBER,
          body: { status: "unsubscribed" },
          answer: { status: 200, json: { id: "x", status: "unsubscribed" } },
        },
      ],
      cases: [
        {
          name: "has nothing to do for somebody who is not there",
          steps: [
            {
              method: "PATCH",
              path: MEMBER,
              body: { status: "unsubscribed" },
              answer: problem(404, "Resource Not Found"),
            },
          ],
          outcome: { kind: "delivered", code: "delivered", says: /not in the audience/ },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "too many connections",
      answer: problem(429, "Too Many Requests"),
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "rate_limited",
      name: "a bare 403 of the throttle",
      answer: { status: 403, text: "<html>Forbidden</html>" },
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: problem(500, "Internal Server Error"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "an invalid key",
      answer: problem(401, "API Key Invalid"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "auth",
      name: "a disabled user",
      answer: problem(403, "User Disabled"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "permission",
      name: "a key that may not do this",
      answer: problem(403, "Forbidden"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "target_gone",
      name: "an audience that was deleted",
      answer: problem(404, "Resource Not Found"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
      actions: ["add_to_list"],
    },
    {
      class: "invalid",
      name: "a refused address",
      answer: problem(400, "Invalid Resource", "The address looks fake"),
      outcome: { kind: "failed", code: "invalid_request", says: /looks fake/ },
    },
  ],
  actionData: {
    lists: {
      steps: [
        {
          method: "GET",
          path: "/lists?count=1000&offset=0&fields=lists.id%2Clists.name%2Ctotal_items",
          answer: { status: 200, json: { lists: [{ id: "a", name: "A" }], total_items: 2 } },
        },
        {
          method: "GET",
          path: "/lists?count=1000&offset=1&fields=lists.id%2Clists.name%2Ctotal_items",
          answer: { status: 200, json: { lists: [{ id: "b", name: "B" }], total_items: 2 } },
        },
      ],
      items: [
        { id: "a", name: "A" },
        { id: "b", name: "B" },
      ],
    },
  },
  fields: {
    steps: [
      {
        method: "GET",
        path: "/lists?count=1000&offset=0&fields=lists.id%2Clists.name%2Ctotal_items",
        answer: { status: 200, json: { lists: [{ id: "a", name: "A" }], total_items: 1 } },
      },
      {
        method: "GET",
        path: "/lists/a/merge-fields?count=1000",
        answer: {
          status: 200,
          json: {
            merge_fields: [
              { merge_id: 1, tag: "FNAME", name: "First Name", type: "text", required: false },
              { merge_id: 2, tag: "PLAN", name: "Plan", type: "dropdown", options: { choices: ["free", "pro"] } },
              { merge_id: 3, tag: "BDAY", name: "Birthday", type: "birthday" },
            ],
          },
        },
      },
    ],
    has: [
      {
        key: "FNAME",
        type: "string",
        label: "First Name",
        constraints: { max_length: 255, cleared_by: "empty_text" },
        provider_meta: { type: "text" },
      },
      {
        key: "PLAN",
        type: "enum",
        label: "Plan",
        constraints: { allowed_values: ["free", "pro"] },
        provider_meta: { type: "dropdown" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

describe("mailchimp, beyond the contract", () => {
  it("never sends a status, which would subscribe again who has opted out", async () => {
    const { outcome } = await deliverOnce(contract, "add_to_list", {
      ...contract.actions["add_to_list"],
      steps: contract.actions["add_to_list"]?.steps ?? [],
      data: { email: "Test@Example.com", FNAME: "Ada", vip: true },
    });
    expect(outcome.kind).toBe("delivered");
  });

  it("takes the data center from the key, and refuses another one", () => {
    const parse = (input: Record<string, unknown>) => mailchimp.parseSettings(input, undefined, () => undefined);
    expect(parse({ api_key: ` ${KEY} ` })).toMatchObject({ settings: { metadata: { data_center: "us6" } } });
    expect(parse({ api_key: KEY, data_center: "us7" })).toMatchObject({
      problems: [{ param: "metadata.data_center", msg: "The API key belongs to us6" }],
    });
  });

  it.each(["us6.evil.example", "us6/@evil", "US6", "us6#", "6"])("takes no host for a data center: %s", (text) => {
    const input = { api_key: `${"0a".repeat(16)}-${text}`, data_center: text };
    expect(mailchimp.parseSettings(input, undefined, () => undefined).ok).toBe(false);
  });

  it("limits simultaneous deliveries, and not their rate", () => {
    expect(mailchimp.limits).toEqual({ concurrency: 5, requestsPerDelivery: 2 });
  });
});
