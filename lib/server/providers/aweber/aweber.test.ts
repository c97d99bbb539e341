import { describe, expect, it } from "vitest";
import { generateMapping } from "#lib/server/domain/connections/mappings/default-mapping.ts";
import { deliverOnce, describeProvider, type ProviderContract } from "#lib/testing/providers/provider-contract.ts";
import type { ScriptedAnswer, Step } from "#lib/testing/providers/scripted-provider.ts";
import { aweber } from "./aweber.ts";

const TOKEN = "aweber-access-token-1";
const LISTS = "/accounts/123/lists";
const SUBSCRIBERS = `${LISTS}/456/subscribers`;
const FLAGS = { update_existing: "true", strict_custom_fields: "false" };

const failed = { kind: "failed", code: "rejected_client_error" } as const;
const delivered = { kind: "delivered", code: "delivered" } as const;

const refusal = (status: number, type: string, message: string): ScriptedAnswer => ({
  status,
  json: { error: { status, message, type, documentation_url: "https://labs.aweber.com/docs" } },
});
const created = {
  status: 201,
  headers: { location: "https://api.aweber.com/1.0/accounts/123/lists/456/subscribers/1" },
};
const modified = { status: 209, json: { id: 1, status: "unsubscribed" } };

const add = (body: object, answer: ScriptedAnswer = created): Step => ({
  method: "POST",
  path: SUBSCRIBERS,
  body: { ...body, ...FLAGS },
  answer,
});
const find = (entries: object[] = []): Step => ({
  method: "GET",
  path: `${SUBSCRIBERS}?ws.op=find&email=ada%2Bnews%40example.com`,
  answer: { status: 200, json: { entries, total_size: entries.length } },
});
const remove = (answer: ScriptedAnswer = modified): Step => ({
  method: "PATCH",
  path: `${SUBSCRIBERS}?subscriber_email=ada%2Bnews%40example.com`,
  body: { status: "unsubscribed" },
  answer,
});
const email = "ada+news@example.com";
const lists = (query: string, entries: object[], next: string | null): Step => ({
  method: "GET",
  path: `${LISTS}?${query}`,
  answer: { status: 200, json: { entries, total_size: 2, start: 0, next_collection_link: next } },
});

const contract: ProviderContract = {
  destination: aweber,
  settings: { metadata: { account_id: "123", account_label: "Acme" }, secrets: {} },
  operator: { clientId: "client", clientSecret: "aweber-client-secret" },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  baseUrl: "https://api.aweber.com/1.0",
  identify: {
    steps: [
      {
        method: "GET",
        path: "/accounts",
        answer: {
          status: 200,
          json: {
            entries: [{ id: 123, uuid: "u", company: "Acme", self_link: "https://api.aweber.com/1.0/accounts/123" }],
          },
        },
      },
    ],
    account: { id: "123", label: "Acme" },
  },
  actions: {
    add_to_list: {
      metadata: { id: "456" },
      data: {
        email,
        name: " Ada ",
        misc_notes: "",
        ip_address: "8.8.8.8",
        tags: ["vip", ""],
        "Favourite colour": "red",
        Age: 36,
        Empty: null,
      },
      steps: [
        find(),
        add({
          email,
          name: "Ada",
          ip_address: "8.8.8.8",
          tags: ["vip"],
          custom_fields: { "Favourite colour": "red", Age: "36" },
        }),
      ],
      cases: [
        {
          name: "asks for nothing first when neither custom fields nor tags nor an IP address are mapped",
          data: { email, ad_tracking: "site" },
          steps: [add({ email, ad_tracking: "site" })],
          outcome: delivered,
        },
        {
          name: "trap: tags are added and never replaced: those that the subscriber has are named again",
          data: { email, tags: ["vip", "beta"] },
          steps: [find([{ email, tags: ["customer", "vip"] }]), add({ email, tags: ["customer", "vip", "beta"] })],
          outcome: delivered,
        },
        {
          name: "is harmless when repeated: 209 for a subscriber who was updated",
          data: { email },
          steps: [add({ email }, { status: 209, json: {} })],
          outcome: delivered,
        },
        {
          name: "is harmless when repeated: somebody who is subscribed already",
          data: { email },
          steps: [add({ email }, refusal(400, "WebServiceError", "email: Subscriber already subscribed."))],
          outcome: { ...delivered, says: /on the list already/ },
        },
        {
          name: "sends no private IP address",
          data: { email, ip_address: "10.0.0.7" },
          steps: [add({ email })],
          outcome: delivered,
        },
        {
          name: "sends no IP address of somebody who is on the list already",
          data: { email, ip_address: "8.8.8.8" },
          steps: [find([{ email: "Ada+News@example.com", custom_fields: {} }]), add({ email })],
          outcome: delivered,
        },
        {
          name: "shortens what AWeber would refuse for its length",
          data: { email, ad_tracking: "x".repeat(21) },
          steps: [add({ email, ad_tracking: "x".repeat(20) })],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "says why an address is refused",
          data: { email },
          steps: [add({ email }, refusal(400, "WebServiceError", "email: Email address blocked."))],
          outcome: { ...failed, code: "invalid_request", says: /address blocked/ },
        },
      ],
    },
    remove_from_list: {
      metadata: { id: "456" },
      data: { email, name: "Ada" },
      steps: [remove()],
      cases: [
        { name: "is harmless when repeated", steps: [remove({ status: 200, json: {} })], outcome: delivered },
        {
          name: "is done when the subscriber is not on the list",
          steps: [remove(refusal(404, "NotFoundError", "Object: subscriber not found"))],
          outcome: { ...delivered, says: /not on the list/ },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "more than 120 requests a minute, which is a 403",
      answer: refusal(403, "ForbiddenError", "Rate Limit Error"),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 60_000 },
    },
    {
      class: "rate_limited",
      name: "too many requests, as everywhere else",
      answer: { status: 429, headers: { "retry-after": "5" } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 5000 },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: refusal(500, "InternalError", "Oops"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "a refused access token that cannot be renewed",
      answer: refusal(401, "UnauthorizedError", "Invalid token"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    {
      class: "permission",
      name: "an account that is on hold, which is a 403, too",
      answer: refusal(403, "ForbiddenError", "Account is on hold"),
      outcome: { ...failed, says: /on hold/ },
    },
    {
      class: "target_gone",
      name: "a list that was deleted",
      answer: refusal(404, "ListNotFoundError", "List not found"),
      outcome: { ...failed, code: "destination_not_found", isTargetGone: true },
    },
    {
      class: "invalid",
      name: "a blocked address, which says nothing about the list",
      answer: refusal(410, "BlockedError", "Blocked"),
      outcome: { ...failed, code: "destination_gone" },
    },
    {
      class: "invalid",
      name: "a refused value",
      answer: refusal(400, "WebServiceError", "name: too long"),
      outcome: { ...failed, code: "invalid_request", says: /name: too long/ },
    },
    {
      class: "invalid",
      name: "an unconfirmed subscriber",
      answer: refusal(405, "MethodNotAllowedError", "Unconfirmed"),
      outcome: failed,
    },
  ],
  actionData: {
    lists: {
      steps: [
        lists(
          "ws.size=100&ws.start=0",
          [{ id: 456, name: "A", uuid: "u", total_subscribers: 3 }],
          "https://evil.example/1.0/accounts/9/lists?ws.size=100&ws.start=100",
        ),
        lists("ws.size=100&ws.start=100", [{ id: 457, name: "B" }], null),
      ],
      items: [
        { id: "456", name: "A" },
        { id: "457", name: "B" },
      ],
    },
  },
  fields: {
    steps: [
      lists(
        "ws.size=100&ws.start=0",
        [
          { id: 456, name: "A" },
          { id: 457, name: "B" },
        ],
        null,
      ),
      {
        method: "GET",
        path: `${LISTS}/456/custom_fields?ws.size=100&ws.start=0`,
        answer: { status: 200, json: { entries: [{ id: 1, name: "Colour", is_subscriber_updateable: true }] } },
      },
      {
        method: "GET",
        path: `${LISTS}/457/custom_fields?ws.size=100&ws.start=0`,
        answer: {
          status: 200,
          json: {
            entries: [
              { id: 8, name: "Colour", is_subscriber_updateable: false },
              { id: 9, name: "Age" },
            ],
          },
        },
      },
    ],
    has: [
      ...(aweber.fields?.fixed ?? []),
      { key: "Colour", type: "string", label: "Colour", provider_meta: { is_subscriber_updateable: true } },
      { key: "Age", type: "string", label: "Age" },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

const addTo = (given: { data: Record<string, unknown>; steps: Step[] }) =>
  deliverOnce(contract, "add_to_list", { metadata: { id: "456" }, ...given });

describe("aweber, beyond the contract", () => {
  it("trap: no code challenge, the client signs in by Basic, and scopes are asked for with spaces", () => {
    expect(aweber.oauth).toMatchObject({
      pkce: "none",
      clientAuthentication: "basic",
      scopeSeparator: " ",
      scopesIn: "request",
      refresh: "refresh_token",
    });
    expect(aweber.oauth?.scopes.map(({ name }) => name)).toEqual([
      "account.read",
      "list.read",
      "subscriber.read",
      "subscriber.write",
    ]);
    expect(aweber.oauth?.endpoints({})).toEqual({
      authorizeUrl: "https://auth.aweber.com/oauth2/authorize",
      tokenUrl: "https://auth.aweber.com/oauth2/token",
      revocation: { url: "https://auth.aweber.com/oauth2/revoke", token: "refresh", authenticate: "basic" },
    });
  });

  it("trap: a 403 is the rate limit by its message alone", async () => {
    const [rate, hold] = ["Rate Limit Error", "Account suspended"].map((message) =>
      addTo({ data: { email }, steps: [add({ email }, refusal(403, "ForbiddenError", message))] }),
    );
    expect((await rate)?.outcome).toMatchObject({ kind: "retry", code: "rate_limited", retryAfterMs: 60_000 });
    expect((await hold)?.outcome).toMatchObject(failed);
  });

  it("trap: 209 is a success", async () => {
    const steps = [remove(modified)];
    const { outcome } = await deliverOnce(contract, "remove_from_list", {
      metadata: { id: "456" },
      data: { email },
      steps,
    });
    expect(outcome).toMatchObject({ ...delivered, statusCode: 209 });
  });

  it("trap: the flags are the strings true and false", async () => {
    const step = { ...add({ email }), body: { email, update_existing: "true", strict_custom_fields: "false" } };
    expect(await addTo({ data: { email }, steps: [step] })).toMatchObject({ problems: [], outcome: delivered });
  });

  it("trap: an update names the other custom fields, too, or AWeber would empty them", async () => {
    const known = { email: "ADA+news@example.com", custom_fields: { Colour: "blue", Age: "36", Shoe: null, Hat: "" } };
    const steps = [find([known]), add({ email, custom_fields: { Age: "36", Colour: "red" } })];
    expect(await addTo({ data: { email, Colour: "red" }, steps })).toMatchObject({ problems: [], outcome: delivered });
  });

  it("takes nothing from somebody else whom the search may find", async () => {
    const other = { email: "somebody@else.example", custom_fields: { Secret: "x" } };
    const steps = [find([other]), add({ email, custom_fields: { Colour: "red" } })];
    expect(await addTo({ data: { email, Colour: "red" }, steps })).toMatchObject({ problems: [], outcome: delivered });
  });

  it("asks to be connected again when its account is not known", async () => {
    const settings = { metadata: {}, secrets: {} };
    const given = { metadata: { id: "456" }, data: { email }, steps: [] };
    const { outcome, problems } = await deliverOnce({ ...contract, settings }, "add_to_list", given);
    expect({ problems, ...outcome }).toMatchObject({
      problems: [],
      kind: "inactive",
      reason: "oauth_reauthorization_required",
    });
  });

  it("finds the well-known names by default", () => {
    const { fields } = generateMapping(aweber.fields?.fixed ?? []);
    expect(fields.map(({ dest, source }) => [source.value, dest])).toEqual([
      ["email", "email"],
      ["name", "name"],
      ["ip_address", "ip_address"],
    ]);
  });

  it("keeps to 120 requests a minute", () => {
    const rate = { requests: 120, perMs: 60_000, scope: "connection" };
    expect(aweber.limits).toEqual({ rate, requestsPerDelivery: 2 });
  });
});
