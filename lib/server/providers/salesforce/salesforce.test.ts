import { describe, expect, it } from "vitest";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type ScriptedAnswer, type Step } from "#lib/testing/providers/scripted-provider.ts";
import { salesforceErrors } from "./api.ts";
import { chooseLastName } from "./contact.ts";
import { salesforce } from "./salesforce.ts";

const TOKEN = "00Dxx!salesforce.access.token";
const DATA_API = "/services/data/v62.0";
const CONTACT = "003xx000001";
const ALLOW_SAVE = { "sforce-duplicate-rule-header": "allowSave=true" };

const refusal = (status: number, errorCode: string, message = "Details", fields: string[] = []): ScriptedAnswer => ({
  status,
  json: [{ message, errorCode, fields }],
});
const soql = (text: string, records: object[], more: object = {}): Step => ({
  method: "GET",
  path: `${DATA_API}/query?q=${new URLSearchParams({ q: text }).toString().slice(2)}`,
  answer: { status: 200, json: { totalSize: records.length, done: true, records, ...more } },
});
const find = (...ids: string[]): Step =>
  soql(
    String.raw`SELECT Id FROM Contact WHERE Email = 'o\'hara@example.com' ORDER BY CreatedDate ASC LIMIT 2`,
    ids.map((Id) => ({ Id })),
  );
const update = (body: object, answer: ScriptedAnswer = { status: 204 }): Step => ({
  method: "PATCH",
  path: `${DATA_API}/sobjects/Contact/${CONTACT}`,
  headers: ALLOW_SAVE,
  body,
  answer,
});
const create = (body: object, answer: ScriptedAnswer = saved(CONTACT)): Step => ({
  method: "POST",
  path: `${DATA_API}/sobjects/Contact`,
  headers: ALLOW_SAVE,
  body,
  answer,
});
const saved = (id: string): ScriptedAnswer => ({ status: 201, json: { id, success: true, errors: [] } });
const join = (answer: ScriptedAnswer = saved("00vxx1")): Step => ({
  method: "POST",
  path: `${DATA_API}/sobjects/CampaignMember`,
  body: { CampaignId: "701'xx", ContactId: CONTACT },
  answer,
});
const findMember = (...ids: string[]): Step =>
  soql(
    String.raw`SELECT Id FROM CampaignMember WHERE CampaignId = '701\'xx' AND ContactId = '003xx000001'`,
    ids.map((Id) => ({ Id })),
  );
const leave = (answer: ScriptedAnswer = { status: 204 }): Step => ({
  method: "DELETE",
  path: `${DATA_API}/sobjects/CampaignMember/00vxx1`,
  answer,
});

const ONLY_EMAIL = { Email: "o'hara@example.com" };
const DATA = { ...ONLY_EMAIL, FirstName: "Scarlett", Topics__c: ["a", "b"], Opt_in__c: true, Score__c: 7 };
const FIELDS = { FirstName: "Scarlett", Topics__c: "a;b", Opt_in__c: true, Score__c: 7 };
const done = { kind: "delivered", code: "delivered" } as const;

const contact = {
  name: "Contact",
  fields: [
    { name: "Id", label: "Contact ID", type: "id", length: 18, updateable: false, picklistValues: [] },
    { name: "Email", label: "Email", type: "email", length: 80, updateable: true, picklistValues: [] },
    { name: "LastName", label: "Last Name", type: "string", length: 80, nillable: false, updateable: true },
    { name: "Score__c", label: "Score", type: "double", length: 0, updateable: true, calculated: false },
    { name: "Formula__c", label: "Formula", type: "string", length: 1300, updateable: true, calculated: true },
    {
      name: "LeadSource",
      label: "Lead Source",
      type: "picklist",
      length: 255,
      updateable: true,
      picklistValues: [
        { active: true, label: "Web", value: "Web" },
        { active: false, label: "Fax", value: "Fax" },
      ],
    },
    {
      name: "Topics__c",
      label: "Topics",
      type: "multipicklist",
      length: 4099,
      updateable: true,
      picklistValues: [{ active: true, label: null, value: "a" }],
    },
    {
      name: "Fixed__c",
      label: "Fixed",
      type: "picklist",
      updateable: false,
      picklistValues: [{ active: true, label: "x", value: "x" }],
    },
  ],
};
const describeStep: Step = {
  method: "GET",
  path: `${DATA_API}/sobjects/Contact/describe`,
  answer: { status: 200, json: contact },
};

const contract: ProviderContract = {
  destination: salesforce,
  settings: {
    metadata: { login_host: "production", instance_url: "https://acme.my.salesforce.com" },
    secrets: {},
  },
  operator: { clientId: "client-1", clientSecret: "salesforce-client-secret" },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/services/oauth2/userinfo",
        answer: { status: 200, json: { organization_id: "00Dxx", user_id: "005xx", preferred_username: "a@b.c" } },
      },
      soql("SELECT Id, Name, IsSandbox FROM Organization", [{ Id: "00Dxx", Name: "Acme", IsSandbox: true }]),
    ],
    account: { id: "00Dxx", label: "Acme (sandbox)" },
  },
  actions: {
    add_to_campaign: {
      metadata: { id: "701'xx" },
      data: DATA,
      steps: [find(CONTACT), update(FIELDS), join()],
      cases: [
        {
          name: "is harmless when repeated: DUPLICATE_VALUE is a member already",
          steps: [find(CONTACT), update(FIELDS), join(refusal(400, "DUPLICATE_VALUE", "Already a campaign member."))],
          outcome: { ...done, says: /member already/ },
        },
        {
          name: "creates a contact that is not there, who needs a last name",
          payload: { name: "Scarlett O'Hara" },
          steps: [find(), create({ ...FIELDS, LastName: "O'Hara", Email: "o'hara@example.com" }), join()],
          outcome: done,
        },
        {
          name: "takes the address for a last name when there is no name at all",
          data: { ...ONLY_EMAIL, LastName: "" },
          steps: [find(), create({ LastName: "o'hara", Email: "o'hara@example.com" }), join()],
          outcome: done,
        },
        {
          name: "takes the oldest of several contacts",
          steps: [find(CONTACT, "003xx000002"), update(FIELDS), join()],
          outcome: done,
        },
        {
          name: "updates nothing when only the address is mapped",
          data: ONLY_EMAIL,
          steps: [find(CONTACT), join()],
          outcome: done,
        },
        {
          name: "does not take a contact that vanished for a campaign that did",
          steps: [find(CONTACT), update(FIELDS, refusal(404, "NOT_FOUND", "The requested resource does not exist"))],
          outcome: { kind: "failed", code: "destination_not_found" },
        },
        {
          name: "does not take success: false for a success",
          steps: [
            find(),
            create(
              { ...FIELDS, LastName: "o'hara", Email: "o'hara@example.com" },
              { status: 201, json: { success: false, errors: [{ statusCode: "LIMIT_X", message: "No." }] } },
            ),
          ],
          outcome: { kind: "failed", code: "rejected_client_error", says: /LIMIT_X: No\./ },
        },
      ],
    },
    remove_from_campaign: {
      metadata: { id: "701'xx" },
      data: DATA,
      steps: [find(CONTACT), findMember("00vxx1"), leave()],
      cases: [
        {
          name: "is harmless when repeated",
          steps: [find(CONTACT), findMember()],
          outcome: { ...done, says: /not a member/ },
        },
        {
          name: "has nothing to do for a member who has left meanwhile",
          steps: [find(CONTACT), findMember("00vxx1"), leave(refusal(404, "ENTITY_IS_DELETED", "entity is deleted"))],
          outcome: { ...done, says: /no longer a member/ },
        },
        {
          name: "has nothing to do for a contact that is not there",
          steps: [find()],
          outcome: { ...done, says: /no such contact/ },
        },
      ],
    },
    update_property: {
      metadata: { id: "LeadSource", value: "Web" },
      data: DATA,
      steps: [find(CONTACT), update({ LeadSource: "Web" })],
      cases: [
        {
          name: "creates a contact with everything that is mapped",
          payload: { last_name: "O'Hara" },
          steps: [find(), create({ ...FIELDS, LeadSource: "Web", LastName: "O'Hara", Email: "o'hara@example.com" })],
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
  },
  needs: { add_to_campaign: "Email", remove_from_campaign: "Email", update_property: "Email" },
  faults: [
    {
      class: "rate_limited",
      name: "the day's allowance is used up, which is a 403",
      answer: refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 900_000 },
    },
    {
      class: "transient",
      name: "a locked row",
      answer: refusal(400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record"),
      outcome: { kind: "retry", code: "invalid_request" },
    },
    {
      class: "transient",
      name: "a server that is away",
      answer: refusal(503, "SERVER_UNAVAILABLE", "Too many requests waiting"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "an expired session that cannot be renewed",
      answer: refusal(401, "INVALID_SESSION_ID", "Session expired or invalid"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    {
      class: "permission",
      name: "a field that the user may not write",
      answer: refusal(400, "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "insufficient access rights"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "permission",
      name: "an edition without the API",
      answer: refusal(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "target_gone",
      name: "a campaign that was deleted",
      answer: refusal(400, "ENTITY_IS_DELETED", "entity is deleted"),
      outcome: { kind: "failed", code: "invalid_request", isTargetGone: true },
      actions: ["add_to_campaign"],
    },
    {
      class: "invalid",
      name: "a value that the picklist does not have",
      answer: refusal(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "bad value for restricted picklist field: X", [
        "LeadSource",
      ]),
      outcome: { kind: "failed", code: "invalid_request", says: /restricted picklist field: X LeadSource/ },
    },
  ],
  actionData: {
    campaigns: {
      steps: [
        soql(
          "SELECT Id, Name, Status, IsActive FROM Campaign WHERE IsActive = true ORDER BY Name",
          [{ Id: "7011", Name: "Autumn", Status: "Planned", IsActive: true }],
          { done: false, nextRecordsUrl: `${DATA_API}/query/01gxx-2000` },
        ),
        {
          method: "GET",
          path: `${DATA_API}/query/01gxx-2000`,
          answer: { status: 200, json: { done: true, records: [{ Id: "7012", Name: "Winter" }] } },
        },
      ],
      items: [
        { id: "7011", name: "Autumn" },
        { id: "7012", name: "Winter" },
      ],
    },
    properties: {
      steps: [describeStep],
      items: [
        { id: "LeadSource", name: "Lead Source", options: [{ value: "Web", label: "Web" }] },
        { id: "Topics__c", name: "Topics", options: [{ value: "a", label: "a" }] },
      ],
    },
  },
  fields: {
    steps: [describeStep],
    has: [
      {
        key: "Email",
        type: "string",
        label: "Email",
        constraints: { format: "email", required: true, max_length: 80 },
        provider_meta: { type: "email" },
      },
      {
        key: "LastName",
        type: "string",
        label: "Last Name",
        constraints: { max_length: 80 },
        provider_meta: { type: "string" },
      },
      { key: "Score__c", type: "number", label: "Score", provider_meta: { type: "double" } },
      {
        key: "LeadSource",
        type: "enum",
        label: "Lead Source",
        constraints: { allowed_values: ["Web"] },
        provider_meta: { type: "picklist" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

/** The outcome says whether another token was asked for: there is none. */
function refusedWith(answer: ScriptedAnswer) {
  const given = contract.actions["remove_from_campaign"];
  return deliverOnce(contract, "remove_from_campaign", { ...given, steps: [{ ...find(CONTACT), answer }] });
}

describe("salesforce, beyond the contract", () => {
  it.each(["This session is not valid for use with the REST API", "Connected app is not attached to Agent"])(
    "asks for no other token, which would be refused again: %s",
    async (message) => {
      const { outcome } = await refusedWith(refusal(401, "INVALID_SESSION_ID", message));
      expect(outcome).toMatchObject({ kind: "inactive", message: expect.stringContaining(message) });
    },
  );

  it("array errors: every message, and the fields that are meant, in one sentence", () => {
    const json = [
      { message: "Required fields are missing: [LastName]", errorCode: "REQUIRED_FIELD_MISSING", fields: ["LastName"] },
      { message: "Too long", errorCode: "STRING_TOO_LONG" },
    ];
    expect(salesforceErrors.read({ status: 400, headers: {}, json, text: "" })).toEqual({
      code: "REQUIRED_FIELD_MISSING",
      message: "Required fields are missing: [LastName] LastName; Too long",
    });
    for (const odd of [undefined, null, [], {}, [{}], [7], "no"]) {
      expect(salesforceErrors.read({ status: 400, headers: {}, json: odd, text: "" })).toEqual({});
    }
  });

  it("204 on PATCH: an empty answer is a good one", () => {
    expect(salesforceErrors.read({ status: 204, headers: {}, json: undefined, text: "" })).toBeUndefined();
  });

  it("INVALID_SESSION_ID asks for another token", async () => {
    const { outcome } = await refusedWith(refusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));
    expect(outcome).toMatchObject({ kind: "inactive", message: "There is no other token" });
  });

  it("asks for another token when the identity service calls it bad", async () => {
    const { outcome } = await refusedWith({ status: 403, text: "Bad_OAuth_Token" });
    expect(outcome).toMatchObject({ message: "There is no other token" });
  });

  it("no expires_in: tokens are renewed after a refusal, always with PKCE S256", () => {
    const oauth = salesforce.oauth;
    expect(oauth).toMatchObject({ refresh: "refresh_token", pkce: "S256", scopeSeparator: " " });
    expect(oauth?.idleRefreshMs).toBeUndefined();
  });

  it.each([
    [{}, "https://login.salesforce.com"],
    [{ login_host: "sandbox" }, "https://test.salesforce.com"],
    [{ login_host: "my_domain", my_domain: "https://acme.my.salesforce.com" }, "https://acme.my.salesforce.com"],
    [
      { login_host: "my_domain", my_domain: "https://acme--test.sandbox.my.salesforce.com/" },
      "https://acme--test.sandbox.my.salesforce.com",
    ],
    [{ login_host: "my_domain", my_domain: "https://acme.my.salesforce.mil" }, "https://acme.my.salesforce.mil"],
  ])("people sign in where they say: %j", (options: Record<string, string>, host) => {
    expect(salesforce.oauth?.endpoints(options)).toEqual({
      authorizeUrl: `${host}/services/oauth2/authorize`,
      tokenUrl: `${host}/services/oauth2/token`,
      revocation: { url: `${host}/services/oauth2/revoke`, token: "refresh", authenticate: "none" },
    });
    const pattern = salesforce.oauth?.options?.find(({ key }) => key === "my_domain")?.pattern ?? "";
    if (options["my_domain"] !== undefined) expect(options["my_domain"]).toMatch(new RegExp(pattern));
  });

  it.each([
    "https://acme.my.salesforce.com.evil.example",
    "https://evil.example/.my.salesforce.com",
    "https://evil.example#.my.salesforce.com",
    "https://a@acme.my.salesforce.com",
    "https://acme.my.salesforce.com:8443",
    "http://acme.my.salesforce.com",
    "acme.my.salesforce.com",
  ])("user-supplied hosts: %s is no My Domain", (my_domain) => {
    const pattern = salesforce.oauth?.options?.find(({ key }) => key === "my_domain")?.pattern ?? "";
    expect(my_domain).not.toMatch(new RegExp(pattern));
    expect(() => salesforce.oauth?.endpoints({ login_host: "my_domain", my_domain })).toThrow(/not checked/);
  });

  it.each([
    ["https://acme.my.salesforce.com", true],
    ["https://acme--x.sandbox.my.salesforce.com", true],
    ["https://na1.salesforce.com", true],
    ["https://acme.cloudforce.force.com", true],
    ["https://acme.my.salesforce.mil", true],
    ["https://evilsalesforce.com", false],
    ["https://salesforce.com.evil.example", false],
    ["http://acme.my.salesforce.com", false],
    ["https://acme.my.salesforce.com:444", false],
    ["https://169.254.169.254", false],
    [undefined, false],
  ])("token-supplied hosts: instance_url %s, after consent and after every renewal", (instance_url, isGood) => {
    const captured = salesforce.oauth?.capture?.({ instance_url, access_token: "a" });
    expect(captured).toMatchObject(isGood ? { ok: true, value: { instance_url } } : { ok: false });
  });

  it.each([
    [{ LastName: " Mapped " }, { name: "Of Payload" }, "Mapped"],
    [{ LastName: null }, { last_name: "Given", name: "Of Payload" }, "Given"],
    [{}, { name: "  Ada  King Lovelace " }, "Lovelace"],
    [{}, { name: "" }, "ada+news"],
    [{}, {}, "ada+news"],
  ])("LastName is required: %j of %j is %s", (data, payload, name) => {
    expect(chooseLastName(data, payload, "ada+news@example.com")).toBe(name);
  });

  it("says what a user lacks who does not see campaigns", async () => {
    const provider = await startScriptedProvider();
    const egress = testEgress();
    const [first] = contract.actionData?.["campaigns"]?.steps ?? [];
    if (first === undefined) throw new Error("There are campaigns");
    provider.script([{ ...first, answer: refusal(400, "INVALID_TYPE", "sObject type 'Campaign'") }], contract.headers);
    const loaded = await salesforce.actionData["campaigns"]?.(accessTo(contract, provider, egress));
    expect(loaded).toMatchObject({
      ok: false,
      fault: { class: "permission", message: expect.stringContaining("Marketing User") },
    });
    await provider.close();
    await egress.close();
  });
});
