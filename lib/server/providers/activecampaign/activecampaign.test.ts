import { describe, expect, it } from "vitest";
import { generateMapping } from "#lib/server/domain/connections/mappings/default-mapping.ts";
import { checkDestinationUrl } from "#lib/server/egress/check-url.ts";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type Step } from "#lib/testing/providers/scripted-provider.ts";
import { activecampaign } from "./activecampaign.ts";

const KEY = "0a1b2c3d".repeat(9);
const failed = { kind: "failed", code: "rejected_client_error" } as const;
const delivered = { kind: "delivered", code: "delivered" } as const;
const unauthorized = { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" } as const;

const data = { email: "ada+news@example.com", firstName: "Ada" };
const sync = (status = 201, contact: object = data): Step => ({
  method: "POST",
  path: "/contact/sync",
  body: { contact },
  answer: { status, json: { fieldValues: [], contact: { id: "113", email: "ada+news@example.com" } } },
});
const find = (contacts: object[] = [{ id: "113", email: "Ada+News@example.com" }]): Step => ({
  method: "GET",
  path: "/contacts?email=ada%2Bnews%40example.com",
  answer: { status: 200, json: { contacts, meta: { total: String(contacts.length) } } },
});
const listed = (status: string, answer = 200): Step => ({
  method: "POST",
  path: "/contactLists",
  body: { contactList: { list: "5", contact: "113", status } },
  answer: { status: answer, json: { contactList: { id: "1" } } },
});
const tagged = (status: number): Step => ({
  method: "POST",
  path: "/contactTags",
  body: { contactTag: { contact: 113, tag: 9 } },
  answer: { status, json: { contactTag: { id: "77", contact: "113", tag: "9" } } },
});
const links = (contactTags: object[], offset = 0, total?: string): Step => ({
  method: "GET",
  path: `/contacts/113/contactTags?limit=100&offset=${offset}`,
  answer: { status: 200, json: { contactTags, ...(total === undefined ? {} : { meta: { total } }) } },
});
/** The tag is 9; 77 is what ties it to the contact. */
const link = { id: "77", contact: "113", tag: "9" };
const untag: Step = { method: "DELETE", path: "/contactTags/77", answer: { status: 200, json: {} } };
const gone = { status: 404, json: { message: "No Result found for Subscriber with id 1" } };

const onLists = (contactLists: object[]): Step => ({
  method: "GET",
  path: "/contacts/113/contactLists",
  answer: { status: 200, json: { contactLists } },
});

const contract: ProviderContract = {
  destination: activecampaign,
  settings: { metadata: { api_url: "https://acme.api-us1.com" }, secrets: { api_key: KEY } },
  headers: { "api-token": KEY },
  baseUrl: "https://acme.api-us1.com/api/3",
  identify: {
    steps: [
      {
        method: "GET",
        path: "/users/me",
        answer: {
          status: 200,
          json: { user: { username: "admin", firstName: "A", lastName: "B", email: "admin@acme.example", id: "1" } },
        },
      },
    ],
    account: { id: "acme.api-us1.com", label: "acme.api-us1.com (admin@acme.example)" },
  },
  actions: {
    sync_contact: {
      data: { ...data, lastName: null, phone: 4912345, field_3: ["a", "b"], field_12: 7, field_13: true },
      steps: [
        sync(201, {
          ...data,
          lastName: "",
          phone: "4912345",
          fieldValues: [
            { field: "3", value: "||a||b||" },
            { field: "12", value: "7" },
            { field: "13", value: "true" },
          ],
        }),
      ],
      cases: [
        { name: "is harmless when repeated: the contact is updated", data, steps: [sync(200)], outcome: delivered },
        {
          name: "is tried again when the answer has no contact",
          data,
          steps: [{ ...sync(), answer: { status: 200, json: { contact: {} } } }],
          outcome: { kind: "retry", code: "rejected_server_error" },
        },
      ],
    },
    add_to_list: {
      metadata: { id: "5" },
      data,
      steps: [sync(), onLists([{ list: "4", status: "2" }]), listed("1", 201)],
      cases: [
        {
          name: "is harmless when repeated",
          steps: [sync(200), onLists([{ list: "5", status: "1" }]), listed("1", 200)],
          outcome: delivered,
        },
        {
          name: "trap: adding re-subscribes people who opted out, so they are left alone, and the attempt says so",
          steps: [sync(200), onLists([{ list: 5, status: 2 }])],
          outcome: { ...delivered, says: /opted out of the list, and only they can subscribe again/ },
        },
        {
          name: "leaves alone whose mail bounces",
          steps: [sync(200), onLists([{ list: "5", status: "3" }])],
          outcome: { ...delivered, says: /bounces/ },
        },
        {
          name: "does not call the list gone when the person vanishes",
          steps: [sync(200), { ...onLists([]), answer: gone }],
          outcome: { ...failed, code: "destination_not_found", says: /Subscriber/ },
        },
        {
          name: "does not call the list gone when the person is",
          steps: [sync(200), onLists([]), { ...listed("1"), answer: gone }],
          outcome: { ...failed, code: "destination_not_found", says: /Subscriber/ },
        },
        {
          name: "says why when somebody who has opted out is not subscribed again, and does not insist",
          steps: [
            sync(200),
            onLists([]),
            { ...listed("1"), answer: { status: 400, json: { message: "Contact is unsubscribed" } } },
          ],
          outcome: { ...failed, code: "invalid_request", says: /is unsubscribed/ },
        },
      ],
    },
    remove_from_list: {
      metadata: { id: "5" },
      data,
      steps: [find(), listed("2")],
      cases: [
        { name: "is harmless when repeated", steps: [find(), listed("2", 200)], outcome: delivered },
        {
          name: "is done when there is no such contact",
          steps: [find([])],
          outcome: { ...delivered, says: /no such contact/ },
        },
        {
          name: "is done when the contact was deleted meanwhile",
          steps: [find(), { ...listed("2"), answer: gone }],
          outcome: { ...delivered, says: /no such contact/ },
        },
        {
          name: "touches nobody else whom the search may find",
          steps: [find([{ id: "1", email: "somebody@else.example" }])],
          outcome: { ...delivered, says: /no such contact/ },
        },
      ],
    },
    add_tag: {
      metadata: { id: "9" },
      data,
      steps: [sync(), tagged(201)],
      cases: [
        { name: "is harmless when repeated", steps: [sync(200), tagged(200)], outcome: delivered },
        {
          name: "sends nothing for a tag that can be none of ActiveCampaign's",
          metadata: { id: "vip" },
          steps: [],
          outcome: { ...failed, code: "destination_not_found", isTargetGone: true, says: /vip/ },
        },
      ],
    },
    remove_tag: {
      metadata: { id: "9" },
      data,
      steps: [find(), links([{ id: "76", contact: "113", tag: "8" }, link]), untag],
      cases: [
        {
          name: "is harmless when repeated: the contact does not have the tag",
          steps: [find(), links([{ id: "9", contact: "113", tag: "8" }])],
          outcome: { ...delivered, says: /does not have the tag/ },
        },
        {
          name: "is done when the contact was deleted meanwhile",
          steps: [find(), { ...links([]), answer: gone }],
          outcome: { ...delivered, says: /does not have the tag/ },
        },
        {
          name: "does not call it done when the links cannot be asked for",
          steps: [find(), { ...links([]), answer: { status: 404, text: "<html>" } }],
          outcome: { ...failed, code: "destination_not_found", isTargetGone: true },
        },
        {
          name: "is done when somebody else was faster",
          steps: [find(), links([link]), { ...untag, answer: gone }],
          outcome: { ...delivered, says: /does not have the tag/ },
        },
        {
          name: "is done when there is no such contact",
          steps: [find([])],
          outcome: { ...delivered, says: /no such contact/ },
        },
        {
          name: "finds the tag on a later page",
          steps: [
            find(),
            links(
              Array.from({ length: 100 }, (_, index) => ({ id: String(1000 + index), tag: "8" })),
              0,
              "101",
            ),
            links([link], 100, "101"),
            untag,
          ],
          outcome: delivered,
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "more than 5 requests a second",
      answer: { status: 429, headers: { "retry-after": "1", "ratelimit-limit": "5", "ratelimit-remaining": "0" } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 1000 },
    },
    {
      class: "transient",
      name: "an error of theirs, as a page",
      answer: { status: 500, headers: { "content-type": "text/html" }, text: "<html>Oops</html>" },
      outcome: { kind: "retry", code: "rejected_server_error", says: /^ActiveCampaign answered 500$/ },
    },
    {
      class: "auth",
      name: "a bad key, which is a 403 here, in plain text",
      answer: { status: 403, headers: { "content-type": "text/plain" }, text: "Forbidden. Check your key" },
      outcome: { ...unauthorized, says: /Check your key/ },
    },
    { class: "auth", name: "a bad key, with a page", answer: { status: 403, text: "<html>" }, outcome: unauthorized },
    { class: "auth", name: "a bad key, as everywhere else", answer: { status: 401 }, outcome: unauthorized },
    {
      class: "permission",
      name: "an account that was not paid for",
      answer: { status: 402, json: { message: "Account expired" } },
      outcome: { ...failed, says: /Account expired/ },
    },
    {
      class: "target_gone",
      name: "what the rule points to was deleted",
      answer: { status: 404, json: { errors: [{ status: 404, title: "Not Found", detail: "List not found" }] } },
      outcome: { ...failed, code: "destination_not_found", isTargetGone: true, says: /Not Found List not found/ },
      actions: ["add_to_list", "remove_from_list", "add_tag"],
    },
    {
      class: "invalid",
      name: "a refused value, with its reason",
      answer: {
        status: 422,
        json: {
          errors: [
            {
              title: "Email address already exists in the system",
              detail: "",
              code: "duplicate",
              source: { pointer: "/data/attributes/email" },
            },
          ],
        },
      },
      outcome: { ...failed, code: "validation_failed", says: /duplicate: Email address already exists/ },
    },
    {
      class: "invalid",
      name: "a bad request",
      answer: { status: 400, json: { message: "Bad" } },
      outcome: { ...failed, code: "invalid_request", says: /Bad/ },
    },
  ],
  actionData: {
    lists: {
      steps: [
        {
          method: "GET",
          path: "/lists?limit=100&offset=0",
          answer: {
            status: 200,
            json: { lists: [{ id: "1", name: "A", stringid: "a" }], meta: { total: "2" } },
          },
        },
        {
          method: "GET",
          path: "/lists?limit=100&offset=1",
          answer: { status: 200, json: { lists: [{ id: "2", name: "B", stringid: "b" }], meta: { total: "2" } } },
        },
      ],
      items: [
        { id: "1", name: "A" },
        { id: "2", name: "B" },
      ],
    },
    tags: {
      steps: [
        {
          method: "GET",
          path: "/tags?limit=100&offset=0",
          answer: {
            status: 200,
            json: {
              tags: [
                ...Array.from({ length: 99 }, (_, index) => ({ id: String(index), tag: "t", tagType: "template" })),
                { id: "9", tag: "Customer", tagType: "contact" },
              ],
            },
          },
        },
        {
          method: "GET",
          path: "/tags?limit=100&offset=100",
          answer: { status: 200, json: { tags: [{ id: "10", tag: "VIP", tagType: "contact" }] } },
        },
      ],
      items: [
        { id: "9", name: "Customer" },
        { id: "10", name: "VIP" },
      ],
    },
  },
  fields: {
    steps: [
      {
        method: "GET",
        path: "/fields?limit=100&offset=0",
        answer: {
          status: 200,
          json: {
            fieldOptions: [
              { id: "1", field: "3", value: "a", label: "A" },
              { id: "2", field: "3", value: "b", label: "B" },
            ],
            fieldRels: [],
            fields: [
              {
                id: "3",
                title: "Plans",
                type: "checkbox",
                perstag: "PLANS",
                isrequired: "1",
                visible: "1",
                options: [],
              },
              { id: "4", title: "Born", type: "date", perstag: "BORN", isrequired: "0", visible: "1", options: [] },
            ],
            meta: { total: "2" },
          },
        },
      },
    ],
    has: [
      ...(activecampaign.fields?.fixed ?? []),
      {
        key: "field_3",
        type: "multi_enum",
        label: "Plans",
        constraints: { required: true, allowed_values: ["a", "b"] },
        provider_meta: { id: "3", type: "checkbox", perstag: "PLANS" },
      },
      {
        key: "field_4",
        type: "date",
        label: "Born",
        constraints: { cleared_by: "empty_text" },
        provider_meta: { id: "4", type: "date", perstag: "BORN" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

const parse = (api_url: string, previous?: string) =>
  activecampaign.parseSettings(
    { api_url, api_key: previous === undefined ? KEY : "" },
    previous === undefined ? undefined : { metadata: { api_url: previous }, secrets: { api_key: KEY } },
    (url) => {
      const checked = checkDestinationUrl(url, createAddressPolicy([]));
      return checked.ok ? undefined : checked.problem;
    },
  );

describe("activecampaign, beyond the contract", () => {
  it("trap: a bad key is a 403, and switches the connection off", async () => {
    const step = { ...sync(), answer: { status: 403, text: "" } };
    const { outcome } = await deliverOnce(contract, "sync_contact", { data, steps: [step] });
    expect(outcome).toMatchObject(unauthorized);
  });

  it("trap: remove_tag deletes the link of the tag to the contact, and never the tag's own id", async () => {
    const steps = [find(), links([{ id: "9", tag: "1" }, link]), untag];
    const { outcome, problems } = await deliverOnce(contract, "remove_tag", { metadata: { id: "9" }, data, steps });
    expect({ kind: outcome.kind, problems }).toEqual({ kind: "delivered", problems: [] });
  });

  it.each(["", "/", "/api", "/api/", "/api/3", "/api/3/", "/admin", "/admin/"])(
    "takes the address however it was copied: with %s behind it",
    (end) => {
      const settings = { metadata: { api_url: "https://acme.api-us1.com" }, secrets: { api_key: KEY } };
      expect(parse(` https://Acme.api-us1.com${end}`)).toMatchObject({ ok: true, settings });
    },
  );

  it.each([
    "http://acme.api-us1.com",
    "acme.api-us1.com",
    "https://user:secret@acme.api-us1.com",
    "https://127.0.0.1",
    "https://10.0.0.8",
    "https://localhost",
    "https://metadata.google.internal",
    "https://[::1]",
    "https://169.254.169.254/.activehosted.com",
    "https://",
  ])("trap: sends the key to no address that the guard refuses, and never in clear: %s", (address) => {
    expect(parse(address)).toMatchObject({ ok: false, problems: [{ param: "metadata.api_url" }] });
  });

  it.each([
    ["https://acme.api-us1.com", "https://acme.api-us1.com"],
    ["https://acme.activehosted.com/", "https://acme.activehosted.com"],
    ["https://crm.acme.example/api/3", "https://crm.acme.example"],
    ["https://acme.api-ap1.com", "https://acme.api-ap1.com"],
  ])("trap: accounts live at more hosts than anybody lists: %s", (address, api_url) => {
    expect(parse(address)).toMatchObject({ ok: true, settings: { metadata: { api_url } } });
  });

  it.each([
    ["a page that is not there", { status: 404, text: "<html>" } as const, "metadata.api_url"],
    ["nobody", "drop" as const, "metadata.api_url"],
    ["a refusal", { status: 403, text: "" } as const, "metadata.api_key"],
  ])("shows at its field what is wrong: %s answers", async (_name, answer, param) => {
    const [provider, egress] = [await startScriptedProvider(), testEgress()];
    try {
      provider.script([{ method: "GET", path: "/users/me", answer }], contract.headers);
      const request = { workspaceId: "", now: new Date() };
      expect((await activecampaign.test(request, accessTo(contract, provider, egress))).param).toBe(param);
    } finally {
      await provider.close();
      await egress.close();
    }
  });

  it("asks the address policy, too", () => {
    const input = { api_url: "https://acme.activehosted.com", api_key: KEY };
    expect(activecampaign.parseSettings(input, undefined, () => "Not allowed here")).toEqual({
      ok: false,
      problems: [{ param: "metadata.api_url", msg: "Not allowed here" }],
    });
  });

  it("asks for the key again when the address changes, and not when it is only written differently", () => {
    expect(parse("https://acme.api-us1.com/api/3/", "https://acme.api-us1.com").ok).toBe(true);
    expect(parse("https://other.api-us1.com", "https://acme.api-us1.com")).toMatchObject({
      problems: [{ param: "metadata.api_key" }],
    });
  });

  it("takes a key of any form: ActiveCampaign decides", () => {
    const input = { api_url: "https://acme.api-us1.com", api_key: "short" };
    expect(activecampaign.parseSettings(input, undefined, () => undefined)).toMatchObject({
      ok: true,
      settings: { secrets: { api_key: "short" } },
    });
  });

  it("finds the well-known names by default", () => {
    const { fields } = generateMapping(activecampaign.fields?.fixed ?? []);
    expect(fields.map(({ dest, source }) => [source.value, dest])).toEqual([
      ["email", "email"],
      ["first_name", "firstName"],
      ["last_name", "lastName"],
      ["phone", "phone"],
    ]);
  });

  it("keeps to 5 requests a second", () => {
    const rate = { requests: 5, perMs: 1000, scope: "connection" };
    expect(activecampaign.limits).toEqual({ rate, requestsPerDelivery: 3 });
  });
});
