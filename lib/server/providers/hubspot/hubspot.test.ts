import { describe, expect, it } from "vitest";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  NOW,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type ScriptedAnswer, type Step } from "#lib/testing/providers/scripted-provider.ts";
import { hubspotErrors } from "./api.ts";
import { hubspot } from "./hubspot.ts";

const TOKEN = "hubspot-access+token/1=";
const SECRET = "hubspot-client-secret";
const CONTACT = "/crm/objects/2026-03/contacts/ada%2Bnews%40example.com?idProperty=email";
const MEMBERSHIPS = "/crm/lists/2026-03/7%2F1/memberships";

const refusal = (status: number, category: string, message = "Details", more: object = {}): ScriptedAnswer => ({
  status,
  json: { status: "error", message, correlationId: "c-1", category, ...more },
});
const limited = (policyName: string, headers: Record<string, string> = {}): ScriptedAnswer => ({
  status: 429,
  headers,
  json: { status: "error", errorType: "RATE_LIMIT", policyName, message: "You have reached your limit" },
});
const contact: ScriptedAnswer = { status: 200, json: { id: "51", properties: {} } };
const made: ScriptedAnswer = { status: 201, json: { id: "51", properties: {} } };
const gone = refusal(404, "OBJECT_NOT_FOUND", "resource not found");
const exists = refusal(409, "CONFLICT", "Contact already exists. Existing ID: 51");

const patch = (properties: Record<string, string>, answer: ScriptedAnswer = contact): Step => ({
  method: "PATCH",
  path: CONTACT,
  body: { properties },
  answer,
});
const post = (properties: Record<string, string>, answer: ScriptedAnswer = made): Step => ({
  method: "POST",
  path: "/crm/objects/2026-03/contacts",
  body: { properties, associations: [] },
  answer,
});
const patchById = (properties: Record<string, string>, answer: ScriptedAnswer = contact): Step => ({
  method: "PATCH",
  path: "/crm/objects/2026-03/contacts/51",
  body: { properties },
  answer,
});
const stage = (lifecyclestage: string) => ({
  status: 200,
  json: { id: "51", properties: { lifecyclestage } },
});
const readStage = (answer: ScriptedAnswer): Step => ({
  method: "GET",
  path: "/crm/objects/2026-03/contacts/51?properties=lifecyclestage",
  answer,
});
const membership = (
  change: "add" | "remove",
  ids: Partial<Record<"recordsIdsAdded" | "recordIdsMissing", string[]>>,
): Step => ({
  method: "PUT",
  path: `${MEMBERSHIPS}/${change}`,
  body: ["51"],
  answer: { status: 200, json: { recordsIdsAdded: [], recordIdsRemoved: [], recordIdsMissing: [], ...ids } },
});
const search = (results: object[], answer: ScriptedAnswer = { status: 200, json: { total: 1, results } }): Step => ({
  method: "POST",
  path: "/crm/objects/2026-03/contacts/search",
  body: {
    filterGroups: [{ filters: [{ propertyName: "email", operator: "EQ", value: "ada+news@example.com" }] }],
    properties: ["email", "hs_additional_emails"],
    limit: 10,
  },
  answer,
});

const find = (answer: ScriptedAnswer = contact): Step => ({ method: "GET", path: CONTACT, answer });

const DATA = { email: "ada+news@example.com", firstname: "Ada", interests: ["a", "b"], lastname: null, score: 7 };
const ALL = { email: "ada+news@example.com", firstname: "Ada", interests: "a;b", lastname: "", score: "7" };

const { email: _, ...OTHERS } = ALL;

const contract: ProviderContract = {
  destination: hubspot,
  settings: { metadata: {}, secrets: {} },
  operator: { clientId: "client-1", clientSecret: SECRET },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/account-info/2026-03/details",
        answer: { status: 200, json: { portalId: 62515, accountType: "STANDARD", uiDomain: "app.hubspot.com" } },
      },
      {
        method: "POST",
        path: "/oauth/2026-03/token/introspect",
        body: new URLSearchParams({
          token: TOKEN,
          token_type_hint: "access_token",
          client_id: "client-1",
          client_secret: SECRET,
        }).toString(),
        answer: { status: 200, json: { active: true, hub_id: 62515, hub_domain: "sprocketry.example", user: "a@b.c" } },
      },
    ],
    account: { id: "62515", label: "sprocketry.example" },
  },
  actions: {
    add_to_list: {
      metadata: { id: "7/1" },
      data: DATA,
      steps: [patch(ALL), membership("add", { recordsIdsAdded: ["51"] })],
      cases: [
        {
          name: "is harmless when repeated: a contact in the list already is in no key of the answer",
          steps: [patch(ALL), membership("add", {})],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "creates a contact that is not there",
          steps: [patch(ALL, gone), post(ALL), membership("add", { recordsIdsAdded: ["51"] })],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "trap: a secondary address is 404, then 409 with the contact's id, which is used",
          steps: [patch(ALL, gone), post(ALL, exists), patchById(OTHERS), membership("add", {})],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "updates a contact that somebody else creates at the same time",
          steps: [
            patch(ALL, gone),
            post(ALL, refusal(409, "CONFLICT", "Contact already exists")),
            patch(ALL),
            membership("add", {}),
          ],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "has not failed silently when the list does not find the contact (recordIdsMissing is no error status)",
          steps: [patch(ALL), membership("add", { recordIdsMissing: ["51"] })],
          outcome: { kind: "retry", code: "rejected_server_error", says: /does not find the contact 51/ },
        },
        {
          name: "does not take a contact that vanished for a list that did",
          steps: [patch(ALL, gone), post(ALL, exists), patchById(OTHERS, gone)],
          outcome: { kind: "failed", code: "destination_not_found" },
        },
        {
          name: "does not take a 207 with errors for a success",
          steps: [patch(ALL, refusal(207, "VALIDATION_ERROR", "Partly", { errors: [{ message: "Bad score" }] }))],
          outcome: { kind: "failed", code: "rejected_client_error", says: /Partly Bad score/ },
        },
      ],
    },
    remove_from_list: {
      metadata: { id: "7/1" },
      data: { email: DATA.email },
      steps: [find(), membership("remove", {})],
      cases: [
        {
          name: "has nothing to do for a contact that is not there",
          steps: [find(gone), search([])],
          outcome: { kind: "delivered", code: "delivered", says: /no such contact/ },
        },
        {
          name: "trap: a secondary address is 404 and found by the search, which also knows the others",
          steps: [
            find(gone),
            search([
              { id: "50", properties: { email: "news@example.com", hs_additional_emails: "ada@example.com" } },
              {
                id: "51",
                properties: { email: "ada@example.org", hs_additional_emails: "x@y.example;Ada+news@example.com" },
              },
            ]),
            membership("remove", {}),
          ],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "does not take whom the search finds by another address",
          steps: [find(gone), search([{ id: "50", properties: { email: "ada@example.com" } }])],
          outcome: { kind: "delivered", code: "delivered", says: /no such contact/ },
        },
        {
          name: "is tried again when the search is not answered",
          steps: [find(gone), search([], { status: 503, json: {} })],
          outcome: { kind: "retry", code: "rejected_server_error" },
        },
      ],
    },
    update_property: {
      metadata: { id: "lifecyclestage", value: "customer" },
      data: DATA,
      steps: [patch({ lifecyclestage: "customer" }, stage("customer"))],
      cases: [
        {
          name: "trap: a stage that would move backwards is answered 200 and kept, and the attempt says so",
          steps: [patch({ lifecyclestage: "customer" }, stage("evangelist"))],
          outcome: { kind: "delivered", code: "delivered", says: /kept the lifecycle stage/ },
        },
        {
          name: "asks for the stage that the answer leaves out",
          steps: [patch({ lifecyclestage: "customer" }), readStage(stage("customer"))],
          outcome: { kind: "delivered", code: "delivered", says: /^Delivered to HubSpot$/ },
        },
        {
          name: "clears the stage and sets the earlier one where the rule says so",
          metadata: { id: "lifecyclestage", value: "customer", lifecycle_stage_back: "clear" },
          steps: [
            patch({ lifecyclestage: "customer" }, stage("evangelist")),
            patchById({ lifecyclestage: "" }),
            patchById({ lifecyclestage: "customer" }),
          ],
          outcome: { kind: "delivered", code: "delivered", says: /^Delivered to HubSpot$/ },
        },
        {
          name: "leaves the stage where it is when another property is set",
          metadata: { id: "plan", value: "pro", lifecycle_stage_back: "clear" },
          steps: [patch({ plan: "pro" })],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "creates a contact with everything that is mapped",
          steps: [
            patch({ lifecyclestage: "customer" }, gone),
            post({ ...ALL, lifecyclestage: "customer" }, { ...stage("customer"), status: 201 }),
          ],
          outcome: { kind: "delivered", code: "delivered" },
        },
        {
          name: "sends nothing for a rule without a property",
          metadata: {},
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
        {
          name: "sends nothing for a rule without a value",
          metadata: { id: "lifecyclestage" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "ten seconds are full",
      answer: limited("TEN_SECONDLY_ROLLING"),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 10_000 },
    },
    {
      class: "rate_limited",
      name: "a second is full",
      answer: limited("SECONDLY"),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 1000 },
    },
    {
      class: "rate_limited",
      name: "a window that the headers tell",
      answer: limited("TEN_SECONDLY_ROLLING", { "x-hubspot-ratelimit-interval-milliseconds": "11000" }),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 11_000 },
    },
    {
      class: "rate_limited",
      name: "a day is full",
      answer: limited("DAILY", { "x-hubspot-ratelimit-interval-milliseconds": "10000" }),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 3_600_000 },
    },
    {
      class: "rate_limited",
      name: "with Retry-After",
      answer: limited("TEN_SECONDLY_ROLLING", { "retry-after": "3" }),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 3000 },
    },
    {
      class: "transient",
      name: "a locked account",
      answer: { status: 423, text: "" },
      outcome: { kind: "retry", code: "rejected_client_error" },
    },
    {
      class: "transient",
      name: "an account that is being moved",
      answer: { status: 477, headers: { "retry-after": "120" }, json: {} },
      outcome: { kind: "retry", code: "rejected_client_error", retryAfterMs: 120_000 },
    },
    {
      class: "auth",
      name: "an expired token that cannot be renewed",
      answer: refusal(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    {
      class: "permission",
      name: "a missing scope",
      answer: refusal(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes"),
      outcome: { kind: "failed", code: "rejected_client_error", says: /MISSING_SCOPES: This app/ },
    },
    {
      class: "target_gone",
      name: "a list that was deleted",
      answer: refusal(404, "OBJECT_NOT_FOUND", "List does not exist"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
      actions: ["add_to_list", "remove_from_list"],
    },
    {
      class: "invalid",
      name: "a refused value",
      answer: refusal(400, "VALIDATION_ERROR", "Property values were not valid", {
        errors: [{ message: "score must be a number", code: "INVALID_INTEGER", context: {} }],
      }),
      outcome: { kind: "failed", code: "invalid_request", says: /not valid score must be a number/ },
    },
    {
      class: "invalid",
      name: "a list that fills itself",
      answer: refusal(400, "VALIDATION_ERROR", "List processing type DYNAMIC does not support membership updates"),
      outcome: { kind: "failed", code: "invalid_request", says: /DYNAMIC/ },
    },
  ],
  actionData: {
    lists: {
      steps: [0, 2].map((offset) => ({
        method: "POST" as const,
        path: "/crm/lists/2026-03/search",
        body: {
          query: "",
          count: 500,
          processingTypes: ["MANUAL", "SNAPSHOT"],
          objectTypeId: "0-1",
          listIds: [],
          additionalProperties: [],
          offset,
        },
        answer: {
          status: 200,
          json: {
            lists: [{ listId: String(offset + 1), name: `List ${offset + 1}`, processingType: "MANUAL" }],
            hasMore: offset === 0,
            offset: offset + 2,
            total: 2,
          },
        },
      })),
      items: [
        { id: "1", name: "List 1" },
        { id: "3", name: "List 3" },
      ],
    },
    properties: {
      steps: [
        {
          method: "GET",
          path: "/crm/properties/2026-03/contacts",
          answer: {
            status: 200,
            json: {
              results: [
                { name: "email", label: "Email", type: "string", fieldType: "text", options: [] },
                {
                  name: "lifecyclestage",
                  label: "Lifecycle Stage",
                  type: "enumeration",
                  fieldType: "radio",
                  options: [
                    { label: "Lead", value: "lead", hidden: false },
                    { label: "Old", value: "old", hidden: true },
                  ],
                },
                { name: "hs_kind", label: "Kind", type: "enumeration", fieldType: "select", calculated: true },
              ],
            },
          },
        },
      ],
      items: [{ id: "lifecyclestage", name: "Lifecycle Stage", options: [{ value: "lead", label: "Lead" }] }],
    },
  },
  fields: {
    steps: [
      {
        method: "GET",
        path: "/crm/properties/2026-03/contacts",
        answer: {
          status: 200,
          json: {
            results: [
              { name: "email", label: "Email", type: "string", fieldType: "text", groupName: "contactinformation" },
              { name: "mobilephone", label: "Mobile", type: "string", fieldType: "phonenumber" },
              { name: "born", label: "Born", type: "date", fieldType: "date" },
              { name: "vip", label: "VIP", type: "bool", fieldType: "booleancheckbox" },
              {
                name: "interests",
                label: "Interests",
                type: "enumeration",
                fieldType: "checkbox",
                options: [
                  { label: "A", value: "a" },
                  { label: "B", value: "b" },
                ],
              },
              { name: "hs_hidden", label: "Hidden", type: "string", fieldType: "text", hidden: true },
              { name: "hs_score", label: "Score", type: "number", fieldType: "calculation", calculated: true },
              {
                name: "createdate",
                label: "Created",
                type: "datetime",
                fieldType: "date",
                modificationMetadata: { readOnlyValue: true },
              },
            ],
          },
        },
      },
    ],
    has: [
      {
        key: "email",
        type: "string",
        label: "Email",
        constraints: { format: "email", required: true },
        provider_meta: { type: "string", fieldType: "text", groupName: "contactinformation" },
      },
      {
        key: "mobilephone",
        type: "string",
        label: "Mobile",
        constraints: { format: "phone", cleared_by: "empty_text" },
        provider_meta: { type: "string", fieldType: "phonenumber" },
      },
      {
        key: "born",
        type: "date",
        label: "Born",
        constraints: { cleared_by: "empty_text" },
        provider_meta: { type: "date", fieldType: "date" },
      },
      {
        key: "interests",
        type: "multi_enum",
        label: "Interests",
        constraints: { allowed_values: ["a", "b"], cleared_by: "empty_text" },
        provider_meta: { type: "enumeration", fieldType: "checkbox" },
      },
      {
        key: "jobtitle",
        type: "string",
        label: "Job Title",
        constraints: { max_length: 65_536, cleared_by: "empty_text" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

describe("hubspot, beyond the contract", () => {
  it("list memberships are a bare array, and the answer's key is recordsIdsAdded", async () => {
    const { outcome, problems } = await deliverOnce(contract, "add_to_list", {
      metadata: { id: "7/1" },
      data: DATA,
      steps: [patch(ALL), membership("add", { recordsIdsAdded: ["51"] })],
    });
    expect({ problems, ...outcome }).toMatchObject({ problems: [], kind: "delivered" });
  });

  it("OAuth v1 ends on 2027-02-16: tokens come from, and go back to, the API of 2026-03", () => {
    expect(hubspot.oauth?.endpoints({})).toEqual({
      authorizeUrl: "https://app.hubspot.com/oauth/authorize",
      tokenUrl: "https://api.hubapi.com/oauth/2026-03/token",
      revocation: {
        url: "https://api.hubapi.com/oauth/2026-03/token/revoke",
        token: "refresh",
        authenticate: "body",
      },
    });
    expect(hubspot.oauth).toMatchObject({ clientAuthentication: "body", pkce: "S256", scopeSeparator: " " });
  });

  it("reads tokens with scopes as an array, and both spellings of a refused refresh token", () => {
    const read = hubspot.oauth?.readTokens;
    const grant = { access_token: "a", refresh_token: "r", expires_in: 1800, hub_id: 1, scopes: ["oauth", "x"] };
    expect(read?.(200, grant)).toEqual({
      ok: true,
      grant: { accessToken: "a", refreshToken: "r", expiresInSeconds: 1800, scopes: ["oauth", "x"] },
    });
    for (const json of [
      { error: "invalid_grant", error_description: "Expired", status: "BAD_REFRESH_TOKEN" },
      { status: "BAD_REFRESH_TOKEN", message: "missing or invalid refresh token" },
    ]) {
      expect(read?.(400, json)).toMatchObject({ ok: false, refusal: { isFinal: true } });
    }
    expect(read?.(400, { status: "error", message: "Try again" })).toMatchObject({ refusal: { isFinal: false } });
  });

  it.each([
    ["asks for the name of an account once", { account_id: "62515", account_label: "Known" }, undefined, "Known"],
    ["asks for the name of another account", { account_id: "1", account_label: "Known" }, 200, "sprocketry.example"],
    ["connects an account whose name it is not told", {}, 401, "Account 62515"],
  ])("%s", async (_, metadata, status, label) => {
    const provider = await startScriptedProvider();
    const egress = testEgress();
    const [details, introspection] = contract.identify.steps;
    const answer = { status: status ?? 599, json: { hub_domain: "sprocketry.example" } };
    const asked = details === undefined || introspection === undefined ? [] : [details, { ...introspection, answer }];
    provider.script(asked.slice(0, status === undefined ? 1 : 2), contract.headers);
    const access = accessTo({ ...contract, settings: { metadata, secrets: {} } }, provider, egress);
    const { account } = await hubspot.test({ workspaceId: uuidv7(), now: NOW }, access);
    expect(account).toEqual({ id: "62515", label });
    expect(provider.problems()).toEqual([]);
    await Promise.all([provider.close(), egress.close()]);
  });

  it("survives refusals in which every key is missing or of another kind", () => {
    for (const json of [undefined, null, 7, [], {}, { category: 1 }, { errors: "no" }]) {
      expect(hubspotErrors.read({ status: 400, headers: {}, json, text: "" })).toBeDefined();
    }
  });

  it("keeps to the documented rate of an app and account", () => {
    expect(hubspot.limits).toEqual({
      rate: { requests: 100, perMs: 10_000, scope: "connection" },
      requestsPerDelivery: 4,
    });
  });
});
