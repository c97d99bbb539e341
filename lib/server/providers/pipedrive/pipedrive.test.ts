import { describe, expect, it } from "vitest";
import { deliverOnce, describeProvider, NOW, type ProviderContract } from "#lib/testing/providers/provider-contract.ts";
import type { ScriptedAnswer, Step } from "#lib/testing/providers/scripted-provider.ts";
import { pipedriveErrors } from "./api.ts";
import { pipedrive } from "./pipedrive.ts";

const TOKEN = "pipedrive-access-token";
const TIER = "0123456789abcdef0123456789abcdef01234567";
const NOTE = "fedcba9876543210fedcba9876543210fedcba98";

const refusal = (status: number, error: string, headers: Record<string, string> = {}): ScriptedAnswer => ({
  status,
  headers,
  json: { success: false, error, error_info: "Please check developers.pipedrive.com", data: null },
});
const gone = refusal(404, "Person not found");
const search = (...ids: number[]): Step => ({
  method: "GET",
  path: "/api/v2/persons/search?term=ada%40example.com&fields=email&exact_match=true&limit=5",
  answer: {
    status: 200,
    json: { success: true, data: { items: ids.map((id) => ({ result_score: 1, item: { id, name: "Ada" } })) } },
  },
});
const read = (data: object, id = 12): Step => ({
  method: "GET",
  path: `/api/v2/persons/${id}`,
  answer: { status: 200, json: { success: true, data: { id, ...data } } },
});
const patch = (body: object, id = 12, answer?: ScriptedAnswer): Step => ({
  method: "PATCH",
  path: `/api/v2/persons/${id}`,
  body,
  answer: answer ?? { status: 200, json: { success: true, data: { id } } },
});
const post = (body: object): Step => ({
  method: "POST",
  path: "/api/v2/persons",
  body,
  answer: { status: 201, json: { success: true, data: { id: 12 } } },
});
const fieldPage = (data: object[], next: string | null, cursor = ""): Step => ({
  method: "GET",
  path: `/api/v2/personFields?limit=500${cursor}`,
  answer: { status: 200, json: { success: true, data, additional_data: { next_cursor: next } } },
});
const field = (field_code: string, field_type: string, options: object[] | null = null, is_custom_field = true) => ({
  field_name: `Field ${field_type}`,
  field_code,
  field_type,
  options,
  is_custom_field,
});
const TIERS = [
  { id: 7, label: "Gold" },
  { id: 8, label: "Silver" },
];
const FIELDS = [
  [
    field("name", "varchar", null, false),
    field("label_ids", "set", [{ id: 3, label: "Customer" }], false),
    field("visible_to", "enum", [{ id: 1, label: "Owner" }], false),
    field("org_role", "enum", [{ id: 1, label: "Read only" }], false),
  ],
  [field(TIER, "set", TIERS), field(NOTE, "monetary")],
] as const;
const fieldPages = [fieldPage([...FIELDS[0]], "c 2"), fieldPage([...FIELDS[1]], null, "&cursor=c+2")];

const EMAILS = [{ value: "ada@example.com", primary: true, label: "work" }];
const ONLY_EMAIL = { email: "ada@example.com" };
const DATA = { ...ONLY_EMAIL, name: "Ada Lovelace", org_id: "5", [TIER]: ["7", 8] };
const WRITTEN = { name: "Ada Lovelace", org_id: 5, custom_fields: { [TIER]: [7, 8] } };
const KNOWN = { [`type of ${TIER}`]: "set" };
const PERSON = { "person ada@example.com": "12" };
const done = { kind: "delivered", code: "delivered" } as const;

const contract: ProviderContract = {
  destination: pipedrive,
  settings: { metadata: { api_domain: "https://acme.pipedrive.com" }, secrets: {} },
  operator: { clientId: "client-1", clientSecret: "pipedrive-client-secret" },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/api/v1/users/me",
        answer: {
          status: 200,
          json: { success: true, data: { id: 77, name: "A", email: "a@b.c", company_id: 991, company_name: "Acme" } },
        },
      },
    ],
    account: { id: "991", label: "Acme", metadata: { company_id: "991", user_id: "77" } },
  },
  actions: {
    sync_person: {
      data: DATA,
      remembered: KNOWN,
      steps: [search(12), patch(WRITTEN)],
      cases: [
        {
          name: "creates a person who is not there",
          data: { ...DATA, phone: "+49 30 123" },
          steps: [
            search(),
            post({ ...WRITTEN, emails: EMAILS, phones: [{ value: "+49 30 123", primary: true, label: "work" }] }),
          ],
          outcome: done,
        },
        {
          name: "names a person without a mapped name after the payload",
          data: ONLY_EMAIL,
          payload: { first_name: "Ada", last_name: "Lovelace" },
          steps: [search(), post({ name: "Ada Lovelace", emails: EMAILS })],
          outcome: done,
        },
        {
          name: "names a person by the address when there is no name at all",
          data: { ...ONLY_EMAIL, name: " " },
          steps: [search(), post({ name: "ada@example.com", emails: EMAILS })],
          outcome: done,
        },
        {
          name: "takes the oldest of several persons",
          steps: [search(40, 12, 13), patch(WRITTEN)],
          outcome: done,
        },
        {
          name: "keeps the numbers that people have entered",
          data: { ...ONLY_EMAIL, phone: "030 456" },
          steps: [
            search(12),
            read({ phones: [{ value: "030 123", primary: true, label: "home" }] }),
            patch({
              phones: [
                { value: "030 123", primary: true, label: "home" },
                { value: "030 456", primary: false, label: "work" },
              ],
            }),
          ],
          outcome: done,
        },
        {
          name: "has nothing to do when everything is there already",
          data: { ...ONLY_EMAIL, phone: "030-123" },
          steps: [search(12), read({ phones: [{ value: "030 123", primary: true, label: null }] })],
          outcome: { ...done, says: /Nothing to do/ },
        },
        {
          name: "asks for the kinds of fields when one is not known yet",
          remembered: {},
          steps: [...fieldPages, search(12), patch(WRITTEN)],
          outcome: done,
        },
        {
          name: "sends nothing for a choice that is no id",
          data: { ...DATA, [TIER]: "Gold" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error", says: /the ids of what is chosen/ },
        },
        {
          name: "does not search for a person who is remembered (a search costs 20 tokens, and lags behind)",
          remembered: { ...KNOWN, ...PERSON },
          steps: [patch(WRITTEN)],
          outcome: done,
        },
        {
          name: "searches again for a remembered person who is gone",
          remembered: { ...KNOWN, ...PERSON },
          steps: [
            patch(WRITTEN, 12, refusal(410, "Person is deleted")),
            search(),
            post({ ...WRITTEN, emails: EMAILS }),
          ],
          outcome: done,
        },
        {
          name: "is tried again when the search still finds a person who is gone",
          steps: [search(12), patch(WRITTEN, 12, gone)],
          outcome: { kind: "retry" },
        },
        {
          name: "does not take success: false for a success",
          steps: [search(12), { ...patch(WRITTEN), answer: { status: 200, json: { success: false, error: "No." } } }],
          outcome: { kind: "failed", code: "rejected_client_error", says: /No\./ },
        },
      ],
    },
    update_person_field: {
      metadata: { id: TIER, value: "7" },
      data: DATA,
      remembered: KNOWN,
      steps: [search(12), patch({ custom_fields: { [TIER]: [7] } })],
      cases: [
        {
          name: "writes an own field at the top",
          metadata: { id: "visible_to", value: "3" },
          steps: [search(12), patch({ visible_to: 3 })],
          outcome: done,
        },
        {
          name: "writes the choice of a single one as a number",
          remembered: { [`type of ${TIER}`]: "enum" },
          data: ONLY_EMAIL,
          steps: [search(12), patch({ custom_fields: { [TIER]: 7 } })],
          outcome: done,
        },
        {
          name: "creates a person with everything that is mapped",
          steps: [search(), post({ ...WRITTEN, custom_fields: { [TIER]: [7] }, emails: EMAILS })],
          outcome: done,
        },
        {
          name: "sends nothing for a rule without a field",
          metadata: {},
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
      ],
    },
    add_label_to_person: {
      metadata: { id: "3" },
      data: DATA,
      remembered: KNOWN,
      steps: [search(12), read({ label_ids: [1, 2] }), patch({ label_ids: [1, 2, 3] })],
      cases: [
        {
          name: "is harmless when repeated",
          steps: [search(12), read({ label_ids: [3, 1] })],
          outcome: { ...done, says: /has the label/ },
        },
        {
          name: "adds the first label",
          steps: [search(12), read({ label_ids: null }), patch({ label_ids: [3] })],
          outcome: done,
        },
        {
          name: "creates a person with the label",
          steps: [search(), post({ ...WRITTEN, emails: EMAILS, label_ids: [3] })],
          outcome: done,
        },
        {
          name: "searches again for a remembered person who is gone",
          remembered: { ...KNOWN, ...PERSON },
          steps: [
            { ...read({}), answer: gone },
            search(13),
            read({ label_ids: [] }, 13),
            patch({ label_ids: [3] }, 13),
          ],
          outcome: done,
        },
        {
          name: "sends nothing for a label that is no id",
          metadata: { id: "Customer" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
      ],
    },
    remove_label_from_person: {
      metadata: { id: "3" },
      data: DATA,
      steps: [search(12), read({ label_ids: [1, 3, 2] }), patch({ label_ids: [1, 2] })],
      cases: [
        {
          name: "is harmless when repeated",
          steps: [search(12), read({ label_ids: [1] })],
          outcome: { ...done, says: /no such label/ },
        },
        {
          name: "has nothing to do for a person who is not there",
          steps: [search()],
          outcome: { ...done, says: /no such person/ },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "until the reset, which is the only hint",
      answer: refusal(429, "request over limit", { "x-ratelimit-limit": "80", "x-ratelimit-reset": "2" }),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 2000 },
    },
    {
      class: "rate_limited",
      name: "their firewall",
      answer: { status: 403, text: "<html>cloudflare</html>" },
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: refusal(500, "Internal Server Error"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "an expired token that cannot be renewed",
      answer: refusal(401, "Invalid token: access token is invalid"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    {
      class: "permission",
      name: "an app without the scope",
      answer: refusal(403, "Scope and URL mismatch"),
      outcome: { kind: "failed", code: "rejected_client_error", says: /Scope and URL mismatch/ },
    },
    {
      class: "permission",
      name: "a suspended company",
      answer: refusal(402, "Company account is not open"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "invalid",
      name: "a refused value",
      answer: refusal(422, "Validation failed: label_ids: 3 does not exist"),
      outcome: { kind: "failed", code: "validation_failed", says: /does not exist/ },
    },
  ],
  lacks: { target_gone: "A label or a field that is gone is refused as an invalid value; 404 and 410 are a person's." },
  actionData: {
    labels: { steps: fieldPages, items: [{ id: "3", name: "Customer" }] },
    properties: {
      steps: fieldPages,
      items: [
        { id: "visible_to", name: "Field enum", options: [{ value: "1", label: "Owner" }] },
        {
          id: TIER,
          name: "Field set",
          options: [
            { value: "7", label: "Gold" },
            { value: "8", label: "Silver" },
          ],
        },
      ],
    },
  },
  fields: {
    steps: fieldPages,
    has: [
      { key: "email", type: "string", label: "Email", constraints: { format: "email", required: true } },
      {
        key: TIER,
        type: "multi_enum",
        label: "Field set",
        constraints: { allowed_values: ["7", "8"], cleared_by: "null" },
        provider_meta: {
          field_type: "set",
          options: [
            { id: "7", label: "Gold" },
            { id: "8", label: "Silver" },
          ],
        },
      },
      {
        key: NOTE,
        type: "object",
        label: "Field monetary",
        constraints: { value_key: "value", cleared_by: "null" },
        provider_meta: { field_type: "monetary" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

describe("pipedrive, beyond the contract", () => {
  it("trap: job_title and birthday are in no v2 write, so they are no fields, and never cost the person", async () => {
    const keys = pipedrive.fields?.fixed.map(({ key }) => key);
    expect(keys).not.toContain("job_title");
    expect(keys).not.toContain("birthday");
    const { outcome, problems } = await deliverOnce(contract, "sync_person", {
      data: { ...DATA, job_title: "Countess", birthday: "1815-12-10" },
      remembered: KNOWN,
      steps: [search(12), patch(WRITTEN)],
    });
    expect({ problems, kind: outcome.kind }).toEqual({ problems: [], kind: "delivered" });
  });

  it("the search lags: who was created or found is remembered", async () => {
    for (const steps of [
      [search(), post({ ...WRITTEN, emails: EMAILS })],
      [search(12), patch(WRITTEN)],
    ]) {
      const { memory } = await deliverOnce(contract, "sync_person", { data: DATA, remembered: KNOWN, steps });
      expect(memory.get("person ada@example.com")).toBe("12");
    }
  });

  it("the kinds of fields are remembered", async () => {
    const { memory } = await deliverOnce(contract, "sync_person", {
      data: DATA,
      steps: [...fieldPages, search(12), patch(WRITTEN)],
    });
    expect(memory.get(`type of ${TIER}`)).toBe("set");
  });

  it("label_ids replace: labels are read and written back by one delivery of a connection at a time", () => {
    expect(pipedrive.limits).toEqual({
      concurrency: 1,
      rate: { requests: 50, perMs: 2000, scope: "connection" },
      requestsPerDelivery: 5,
    });
  });

  it("refresh tokens die after 60 idle days: they are used every week", () => {
    expect(pipedrive.oauth).toMatchObject({ refresh: "refresh_token", idleRefreshMs: 7 * 24 * 60 * 60 * 1000 });
  });

  it("one call-back address, also for uninstallations: their notice names the company and the user that are kept", () => {
    const read = pipedrive.oauth?.readUninstall;
    const { metadata } = contract.identify.account;
    expect(read?.({ client_id: "client-1", company_id: 991, user_id: 77, timestamp: "2026-11-23" })).toEqual(metadata);
    for (const other of [undefined, null, [], {}, { company_id: 991 }, { company_id: 9.5, user_id: 77 }]) {
      expect(read?.(other)).toBeUndefined();
    }
  });

  it("signs in with Basic, without PKCE, and asks for no scopes: they are the app's", () => {
    expect(pipedrive.oauth).toMatchObject({ clientAuthentication: "basic", pkce: "none", scopesIn: "app" });
  });

  it("keeps the api_domain of the token answer", () => {
    expect(pipedrive.oauth?.capture?.({ api_domain: "https://acme.pipedrive.com" })).toEqual({
      ok: true,
      value: { api_domain: "https://acme.pipedrive.com" },
    });
  });

  it.each([
    "https://acme.pipedrive.com.evil.example",
    "https://evilpipedrive.com",
    "http://acme.pipedrive.com",
    "https://acme.pipedrive.com:8443",
    "https://a@acme.pipedrive.com",
    "https://pipedrive.com",
    "acme.pipedrive.com",
    7,
    undefined,
  ])("token-supplied hosts: %s is no api_domain", (api_domain) => {
    expect(pipedrive.oauth?.capture?.({ api_domain }).ok).toBe(false);
  });

  it("an uninstall notice names company and user, as the connection's metadata does", () => {
    const notice = { client_id: "c", company_id: 991, user_id: 77, timestamp: "2026-11-23T00:00:00Z" };
    expect(pipedrive.oauth?.readUninstall?.(notice)).toEqual({ company_id: "991", user_id: "77" });
    expect(pipedrive.oauth?.readUninstall?.({ company_id: 991 })).toBeUndefined();
  });

  it("waits for x-ratelimit-reset, at most an hour", () => {
    const wait = (reset: string | undefined, status = 429) =>
      pipedriveErrors.retryAfterMs?.(
        { status, json: {}, text: "", headers: reset === undefined ? {} : { "x-ratelimit-reset": reset } },
        NOW,
      );
    expect(wait("0.5")).toBe(500);
    expect(wait("86400")).toBe(3_600_000);
    for (const odd of [undefined, "", "soon", "-1", "0"]) expect(wait(odd)).toBeUndefined();
    expect(wait("2", 503)).toBeUndefined();
  });
});
