import { describe, expect, it } from "vitest";
import type { EgressClient } from "#lib/server/egress/egress-client.ts";
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
import { intercomErrors } from "./api.ts";
import { intercom } from "./intercom.ts";

const TOKEN = "intercom-access-token";
const HEADERS = { authorization: `Bearer ${TOKEN}`, "intercom-version": "2.15" };

const refusal = (status: number, code: string, message = "Details", headers: Record<string, string> = {}) => ({
  status,
  headers,
  json: { type: "error.list", request_id: "r-1", errors: [{ code, message }] },
});
const conflict = refusal(409, "conflict", "A contact matching those details already exists with id=6650a1b2");
const search = (data: object[]): Step => ({
  method: "POST",
  path: "/contacts/search",
  body: { query: { field: "email", operator: "=", value: "ada@example.com" } },
  answer: { status: 200, json: { type: "list", data, total_count: data.length } },
});
const user = { type: "contact", id: "6650a1b2", role: "user", external_id: "42" };
const create = (body: object, answer: ScriptedAnswer = { status: 200, json: { ...user } }): Step => ({
  method: "POST",
  path: "/contacts",
  body,
  answer,
});
const update = (body: object, answer: ScriptedAnswer = { status: 200, json: { ...user } }): Step => ({
  method: "PUT",
  path: "/contacts/6650a1b2",
  body,
  answer,
});
const unarchive = (answer: ScriptedAnswer = { status: 200, json: { type: "contact", id: "6650a1b2" } }): Step => ({
  method: "POST",
  path: "/contacts/6650a1b2/unarchive",
  answer,
});
const tag = (answer: ScriptedAnswer = { status: 200, json: { type: "tag", id: "9/1", name: "VIP" } }): Step => ({
  method: "POST",
  path: "/contacts/6650a1b2/tags",
  body: { id: "9/1" },
  answer,
});
const untag = (answer: ScriptedAnswer = { status: 200, json: { type: "tag", id: "9/1" } }): Step => ({
  method: "DELETE",
  path: "/contacts/6650a1b2/tags/9%2F1",
  answer,
});
const attributes = (answer: ScriptedAnswer = { status: 200, json: { type: "list", data: ATTRIBUTES } }): Step => ({
  method: "GET",
  path: "/data_attributes?model=contact",
  answer,
});
const attribute = (name: string, data_type: string, more: object = {}) => ({
  type: "data_attribute",
  name,
  full_name: `custom_attributes.${name}`,
  label: name.toUpperCase(),
  data_type,
  custom: true,
  api_writable: true,
  archived: false,
  ...more,
});
const ATTRIBUTES = [
  { ...attribute("email", "string"), full_name: "email", custom: false },
  attribute("plan", "string", { options: ["free", "pro"] }),
  attribute("level", "string", { options: [{ value: "gold" }] }),
  attribute("renews", "date"),
  attribute("seats", "integer"),
  attribute("day", "string"),
  attribute("old", "string", { archived: true }),
  attribute("computed", "string", { api_writable: false }),
];
const me = (answer: ScriptedAnswer = { status: 200, json: ADMIN }): Step => ({ method: "GET", path: "/me", answer });
const ADMIN = { type: "admin", email: "a@b.c", name: "A", app: { id_code: "x1", name: "Sprocketry", region: "US" } };

const DATA = { email: "ada@example.com", external_id: 42, name: "Ada", "custom_attributes.seats": 3 };
const FIELDS = { external_id: "42", name: "Ada", custom_attributes: { seats: 3 } };
const ALL = { email: "ada@example.com", ...FIELDS };
const ONLY_EMAIL = { email: "ada@example.com" };
const done = { kind: "delivered", code: "delivered" } as const;

const contract: ProviderContract = {
  destination: intercom,
  settings: { metadata: { region: "EU" }, secrets: {} },
  operator: { clientId: "client-1", clientSecret: "intercom-client-secret" },
  accessToken: TOKEN,
  headers: HEADERS,
  identify: { steps: [me()], account: { id: "x1", label: "Sprocketry", metadata: { region: "EU" } } },
  actions: {
    add_tag: {
      metadata: { id: "9/1" },
      data: DATA,
      steps: [search([user]), update(FIELDS), tag()],
      cases: [
        {
          name: "creates a contact that is not there",
          steps: [search([]), create({ role: "user", ...ALL }), tag()],
          outcome: done,
        },
        {
          name: "continues with the contact that the conflict names: the search lags behind",
          steps: [search([]), create({ role: "user", ...ALL }, conflict), update(ALL), tag()],
          outcome: done,
        },
        {
          name: "fails for a conflict that names nobody",
          steps: [search([]), create({ role: "user", ...ALL }, refusal(409, "conflict", "Archived contact"))],
          outcome: { kind: "failed", code: "destination_conflict", says: /Archived contact/ },
        },
        {
          name: "trap: an archived contact is 409 with its id, then 404: it is unarchived, and updated",
          steps: [
            search([]),
            create({ role: "user", ...ALL }, conflict),
            update(ALL, refusal(404, "not_found", "User Not Found")),
            unarchive(),
            update(ALL),
            tag(),
          ],
          outcome: done,
        },
        {
          name: "says that a contact is archived who cannot be unarchived, and does not call the tag gone",
          steps: [
            search([]),
            create({ role: "user", ...ALL }, conflict),
            update(ALL, refusal(404, "not_found", "User Not Found")),
            unarchive(refusal(404, "not_found", "User Not Found")),
          ],
          outcome: { kind: "failed", code: "destination_not_found", says: /archived at Intercom/ },
        },
        {
          name: "updates nothing when only the address is mapped, and is harmless when repeated",
          data: ONLY_EMAIL,
          steps: [search([user]), tag()],
          outcome: done,
        },
        {
          name: "prefers the contact with the mapped id, then a user to a lead",
          steps: [
            search([{ id: "lead", role: "lead" }, { id: "other", role: "user", external_id: "7" }, user]),
            update(FIELDS),
            tag(),
          ],
          outcome: done,
        },
        {
          name: "prefers a user to a lead",
          data: ONLY_EMAIL,
          steps: [search([{ id: "lead", role: "lead" }, user]), tag()],
          outcome: done,
        },
        {
          name: "writes days and moments as seconds, where the attribute is a date",
          data: {
            ...ONLY_EMAIL,
            signed_up_at: "2026-01-02T03:04:05.678Z",
            "custom_attributes.renews": "2026-01-02",
            custom_attributes: { day: "2026-01-02" },
          },
          steps: [
            attributes(),
            search([user]),
            update({ signed_up_at: 1_767_323_045, custom_attributes: { day: "2026-01-02", renews: 1_767_312_000 } }),
            tag(),
          ],
          outcome: done,
        },
        {
          name: "asks for the kinds of attributes only once",
          data: { ...ONLY_EMAIL, "custom_attributes.renews": "2026-01-02" },
          remembered: { "type of renews": "date" },
          steps: [search([user]), update({ custom_attributes: { renews: 1_767_312_000 } }), tag()],
          outcome: done,
        },
      ],
    },
    remove_tag: {
      metadata: { id: "9/1" },
      data: DATA,
      steps: [search([user]), untag()],
      cases: [
        {
          name: "has nothing to do for a tag that the contact does not have",
          steps: [search([user]), untag(refusal(404, "tag_not_found", "Tag not found"))],
          outcome: { ...done, says: /does not have the tag/ },
        },
        {
          name: "has nothing to do for a contact that is not there",
          steps: [search([])],
          outcome: { ...done, says: /no such contact/ },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "until the reset, which is the only hint",
      answer: refusal(429, "rate_limit_exceeded", "Exceeded", {
        "x-ratelimit-limit": "1666",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1",
      }),
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 0 },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: refusal(500, "server_error"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "a token that was taken back: there is none to renew",
      answer: refusal(401, "unauthorized", "Access Token Invalid"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    {
      class: "permission",
      name: "an app without the permission",
      answer: refusal(403, "forbidden", "You do not have permission"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "permission",
      name: "a plan without the API",
      answer: refusal(402, "api_plan_restricted", "Active subscription needed."),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "target_gone",
      name: "a tag that was deleted",
      answer: refusal(404, "tag_not_found", "Tag not found"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
      actions: ["add_tag"],
    },
    {
      class: "invalid",
      name: "a refused value",
      answer: {
        status: 422,
        json: { type: "error.list", errors: [{ code: "parameter_invalid", message: "is wrong", field: "phone" }] },
      },
      outcome: { kind: "failed", code: "validation_failed", says: /parameter_invalid: phone: is wrong/ },
    },
  ],
  actionData: {
    tags: {
      steps: [
        {
          method: "GET",
          path: "/tags",
          answer: { status: 200, json: { type: "list", data: [{ type: "tag", id: "9", name: "VIP" }] } },
        },
      ],
      items: [{ id: "9", name: "VIP" }],
    },
  },
  fields: {
    steps: [attributes()],
    has: [
      { key: "email", type: "string", label: "Email", constraints: { format: "email", required: true } },
      { key: "external_id", type: "string", label: "User ID" },
      {
        key: "custom_attributes.plan",
        type: "enum",
        label: "PLAN",
        constraints: { max_length: 255, allowed_values: ["free", "pro"], cleared_by: "null" },
        provider_meta: { data_type: "string" },
      },
      {
        key: "custom_attributes.renews",
        type: "datetime",
        label: "RENEWS",
        constraints: { cleared_by: "null" },
        provider_meta: { data_type: "date" },
      },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

/** The provider's regions, played by one server: what it is asked by which name is told by `hosts`. */
async function withRegions(steps: readonly Step[]) {
  const provider = await startScriptedProvider();
  const real = testEgress();
  const hosts: string[] = [];
  const egress: EgressClient = {
    ...real,
    send: (request) => {
      const { origin, pathname, search } = new URL(request.url);
      hosts.push(origin);
      return real.send({ ...request, url: provider.url + pathname + search });
    },
  };
  provider.script(steps, HEADERS);
  const access = (metadata: Record<string, unknown>) => {
    const { operator: _, ...rest } = accessTo({ ...contract, settings: { metadata, secrets: {} } }, provider, egress);
    return { ...rest, operator: {} };
  };
  const close = () => Promise.all([provider.close(), real.close()]);
  return { access, hosts, problems: provider.problems, close };
}

const test = (access: Parameters<typeof intercom.test>[1]) =>
  intercom.test({ workspaceId: uuidv7(), now: NOW }, access);
const unknown = refusal(401, "unauthorized", "Access Token Invalid");

describe("intercom, beyond the contract", () => {
  it("regions: tries the United States, Europe and Australia, and keeps the one that knows the token", async () => {
    const regions = await withRegions([me(unknown), me(unknown), me()]);
    const { account } = await test(regions.access({}));
    expect(account).toEqual({ id: "x1", label: "Sprocketry", metadata: { region: "AU" } });
    expect(regions.hosts).toEqual([
      "https://api.intercom.io",
      "https://api.eu.intercom.io",
      "https://api.au.intercom.io",
    ]);
    await regions.close();
  });

  it("asks the region first that was kept, and stops where it is not refused", async () => {
    const regions = await withRegions([me({ status: 503, text: "" })]);
    const { outcome } = await test(regions.access({ region: "EU" }));
    expect(outcome).toMatchObject({ kind: "retry" });
    expect(regions.hosts).toEqual(["https://api.eu.intercom.io"]);
    await regions.close();
  });

  it("is refused when no region knows the token", async () => {
    const regions = await withRegions([me(unknown), me(unknown), me(unknown)]);
    const { outcome } = await test(regions.access({}));
    expect(outcome).toMatchObject({ kind: "inactive", reason: "oauth_reauthorization_required" });
    expect(regions.problems()).toEqual([]);
    await regions.close();
  });

  it("delivers to the region that was kept, and to no host that is none", async () => {
    for (const [region, host] of [
      ["AU", "https://api.au.intercom.io"],
      ["evil.example", "https://api.intercom.io"],
    ]) {
      const regions = await withRegions([
        { method: "GET", path: "/tags", answer: { status: 200, json: { data: [] } } },
      ]);
      expect(await intercom.actionData["tags"]?.(regions.access({ region }))).toEqual({ ok: true, value: [] });
      expect(regions.hosts).toEqual([host]);
      await regions.close();
    }
  });

  it.each([
    ["uninstalls the app in the workspace's region", { status: 200, json: {} }, true],
    ["is content when the token is gone already", unknown, true],
    ["says when it could not be taken back", { status: 503, text: "" }, false],
  ])("on disconnect %s", async (_, answer, isDone) => {
    const regions = await withRegions([{ method: "POST", path: "/auth/uninstall", answer }]);
    const result = await intercom.oauth?.onDisconnect?.(regions.access({ region: "EU" }));
    expect(result?.ok).toBe(isDone);
    expect(regions.hosts).toEqual(["https://api.eu.intercom.io"]);
    expect(regions.problems()).toEqual([]);
    await regions.close();
  });

  it.each([
    [undefined, "https://app.intercom.com/oauth", "https://api.intercom.io/auth/eagle/token"],
    ["US", "https://app.intercom.com/oauth", "https://api.intercom.io/auth/eagle/token"],
    ["EU", "https://app.eu.intercom.com/oauth", "https://api.eu.intercom.io/auth/eagle/token"],
    ["AU", "https://app.au.intercom.com/oauth", "https://api.au.intercom.io/auth/eagle/token"],
  ])(
    "trap: consent for workspaces of Europe and Australia starts at their own region: %s",
    (region, authorizeUrl, tokenUrl) => {
      expect(intercom.oauth?.endpoints(region === undefined ? {} : { region })).toEqual({ authorizeUrl, tokenUrl });
      expect(intercom.oauth?.options?.[0]).toMatchObject({ key: "region", defaultValue: "US" });
    },
  );

  it("no refresh: the token lives until it is taken back, and nothing else is sent to the consent page", () => {
    expect(intercom.oauth).toMatchObject({ refresh: "none", scopesIn: "app", pkce: "none" });
    expect(intercom.oauth?.authorizeParams).toBeUndefined();
  });

  it("does not ask for another token after a refusal", async () => {
    const { outcome, problems } = await deliverOnce(contract, "remove_tag", {
      ...contract.actions["remove_tag"],
      steps: [{ ...search([]), answer: unknown }],
    });
    expect({ problems, ...outcome }).toMatchObject({ problems: [], message: expect.stringContaining("unauthorized") });
  });

  it("waits until X-RateLimit-Reset, at most an hour", () => {
    const wait = (reset: string | undefined, status = 429) =>
      intercomErrors.retryAfterMs?.(
        { status, json: {}, text: "", headers: reset === undefined ? {} : { "x-ratelimit-reset": reset } },
        NOW,
      );
    const now = NOW.getTime() / 1000;
    expect(wait(String(now + 7))).toBe(7000);
    expect(wait(String(now - 7))).toBe(0);
    expect(wait(String(now + 86_400))).toBe(3_600_000);
    for (const odd of [undefined, "", "soon", "-1"]) expect(wait(odd)).toBeUndefined();
    expect(wait(String(now + 7), 503)).toBeUndefined();
  });
});
