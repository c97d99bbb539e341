import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  NOW,
  RULE_EVENT_ID,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import {
  startScriptedProvider,
  type ScriptedAnswer,
  type ScriptedProvider,
  type Step,
} from "#lib/testing/providers/scripted-provider.ts";
import { resend } from "./resend.ts";

const KEY = "re_made_up_key_1234567890";
const problem = (statusCode: number, name: string, message = "Something") => ({
  status: statusCode,
  json: { statusCode, name, message },
});
const CONTACT = {
  email: "ada@example.com",
  first_name: "Ada",
  unsubscribed: false,
  properties: { plan: "pro", seats: 3 },
};
const DATA = { email: "ada@example.com", firstName: "Ada", unsubscribed: false, plan: "pro", seats: 3 };
const PATH = "/contacts/ada%40example.com";
const done = { status: 200, json: { object: "contact", id: "c1" } };
const update: Step = { method: "PATCH", path: PATH, body: CONTACT, answer: done };
const create: Step = {
  method: "POST",
  path: "/contacts",
  body: { ...CONTACT, segments: ["s/1"] },
  answer: { ...done, status: 201 },
};
const add: Step = { method: "POST", path: `${PATH}/segments/s%2F1`, answer: { status: 200, json: { id: "s/1" } } };
const remove = (answer: ScriptedAnswer): Step => ({ method: "DELETE", path: `${PATH}/segments/s%2F1`, answer });
const page = (path: string, data: object[], has_more: boolean): Step => ({
  method: "GET",
  path,
  answer: { status: 200, json: { object: "list", has_more, data } },
});
const mail = (body: object, answer: ScriptedAnswer = { status: 200, json: { id: "e1" } }): Step => ({
  method: "POST",
  path: "/emails",
  headers: { "idempotency-key": RULE_EVENT_ID },
  body,
  answer,
});
const MAIL = {
  to: ["ada@example.com"],
  template: { id: "t1", variables: { NAME: "Ada", SEATS: 3, ON: "true", ITEMS: '["a"]', NONE: "" } },
};

const contract: ProviderContract = {
  destination: resend,
  settings: { metadata: {}, secrets: { api_key: KEY } },
  headers: { authorization: `Bearer ${KEY}` },
  identify: {
    steps: [page("/domains?limit=1", [{ id: "d1", name: "example.com" }], true)],
    account: { id: "d1", label: "example.com" },
  },
  actions: {
    add_to_segment: {
      metadata: { id: "s/1" },
      data: DATA,
      steps: [update, add],
      cases: [
        {
          name: "trap: one call makes the contact that is not there, in its segment",
          steps: [{ ...update, answer: problem(404, "not_found", "Contact not found") }, create],
          outcome: { kind: "delivered" },
        },
        {
          name: "sends only what is mapped",
          data: { email: "ada@example.com" },
          steps: [{ ...update, body: { email: "ada@example.com" } }, add],
          outcome: { kind: "delivered" },
        },
      ],
    },
    remove_from_segment: {
      metadata: { id: "s/1" },
      data: DATA,
      steps: [remove({ status: 200, json: { id: "s/1", deleted: true } })],
      cases: [
        {
          name: "has nothing to do for somebody who is not there",
          steps: [remove(problem(404, "not_found"))],
          outcome: { kind: "delivered", says: /not in the segment/ },
        },
      ],
    },
    send_email_template: {
      metadata: { id: "t1" },
      data: {
        email: "ada@example.com",
        firstName: "Ada",
        template_variables: { NAME: "Ada", SEATS: 3, ON: true, ITEMS: ["a"], NONE: null },
      },
      steps: [mail(MAIL)],
      cases: [
        {
          name: "overrides subject and sender",
          metadata: { id: "t1", subject: "Hi {{name}}", from: "{{team}} <news@example.com>" },
          payload: { name: "Ada", team: "Sprockets" },
          steps: [mail({ ...MAIL, from: "Sprockets <news@example.com>", subject: "Hi Ada" })],
          outcome: { kind: "delivered" },
        },
        {
          name: "needs no variables",
          data: { email: "ada@example.com" },
          steps: [mail({ to: ["ada@example.com"], template: { id: "t1" } })],
          outcome: { kind: "delivered" },
        },
        {
          name: "sends nothing when the variables are no object",
          data: { email: "ada@example.com", template_variables: "Ada" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
        {
          name: "sends nothing from a sender that is none",
          metadata: { id: "t1", from: "{{who}} and me" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error", says: /Not a sender/ },
        },
        {
          name: "takes the same key with another body for what it is: not to be mended by repeating",
          steps: [mail(MAIL, problem(409, "invalid_idempotent_request"))],
          outcome: { kind: "failed", code: "destination_conflict" },
        },
        {
          name: "asks again while the first request with the key is under way",
          steps: [mail(MAIL, problem(409, "concurrent_idempotent_requests"))],
          outcome: { kind: "retry", code: "destination_conflict" },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "too fast, with the headers of the draft",
      answer: {
        ...problem(429, "rate_limit_exceeded"),
        headers: { "ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "1" },
      },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 1000 },
    },
    {
      class: "rate_limited",
      name: "too fast, with seconds to wait",
      answer: { ...problem(429, "rate_limit_exceeded"), headers: { "retry-after": "3", "ratelimit-reset": "1" } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 3000 },
    },
    ...["daily_quota_exceeded", "monthly_quota_exceeded"].map((name) => ({
      class: "rate_limited" as const,
      name: `${name}, which the window of the rate says nothing about`,
      answer: { ...problem(429, name), headers: { "ratelimit-reset": "1" } },
      outcome: { kind: "retry" as const, code: "rate_limited" as const, retryAfterMs: 3_600_000, says: name },
    })),
    ...["application_error", "internal_server_error"].map((name) => ({
      class: "transient" as const,
      name,
      answer: problem(500, name),
      outcome: { kind: "retry" as const, code: "rejected_server_error" as const },
    })),
    {
      class: "auth",
      name: "an invalid key",
      answer: problem(403, "invalid_api_key", "API key is invalid"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "auth",
      name: "no key",
      answer: problem(401, "missing_api_key"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "permission",
      name: "a key for sending only",
      answer: problem(401, "restricted_api_key", "This API key is restricted to only send emails"),
      outcome: { kind: "failed", code: "rejected_client_error", says: /restricted/ },
    },
    {
      class: "target_gone",
      name: "a segment or template that was deleted",
      answer: problem(404, "not_found"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
      actions: ["add_to_segment", "send_email_template"],
    },
    ...(
      [
        [400, "validation_error", "invalid_request"],
        [403, "validation_error", "rejected_client_error"],
        [422, "validation_error", "validation_failed"],
        [422, "missing_required_field", "validation_failed"],
        [422, "invalid_from_address", "validation_failed"],
        [400, "invalid_idempotency_key", "invalid_request"],
        [405, "method_not_allowed", "rejected_client_error"],
        [451, "security_error", "rejected_client_error"],
      ] as const
    ).map(([status, name, code]) => ({
      class: "invalid" as const,
      name: `${status} ${name}`,
      answer: problem(status, name, "The reason"),
      outcome: { kind: "failed" as const, code, says: /The reason/ },
    })),
  ],
  actionData: {
    segments: {
      steps: [
        page("/segments?limit=100", [{ id: "a", name: "A" }], true),
        page("/segments?limit=100&after=a", [{ id: "b", name: "B" }], false),
      ],
      items: [
        { id: "a", name: "A" },
        { id: "b", name: "B" },
      ],
    },
    templates: {
      steps: [
        page(
          "/templates?limit=100",
          [
            { id: "t1", name: "Welcome", status: "published" },
            { id: "t2", name: "X", status: "draft" },
          ],
          true,
        ),
        page("/templates?limit=100&after=t2", [{ id: "t3", name: "Bye" }], false),
      ],
      items: [
        { id: "t1", name: "Welcome" },
        { id: "t3", name: "Bye" },
      ],
    },
  },
  fields: {
    steps: [
      page(
        "/contact-properties?limit=100",
        [
          { id: "p1", key: "plan", type: "string", fallback_value: "free" },
          { id: "p2", key: "seats", type: "number", fallback_value: null },
          { id: "p3", key: "email", type: "string" },
        ],
        false,
      ),
    ],
    has: [
      { key: "plan", type: "string", label: "plan", provider_meta: { id: "p1", type: "string" } },
      { key: "seats", type: "number", label: "seats", provider_meta: { id: "p2", type: "number" } },
    ],
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

describe("the traps of resend", () => {
  const SENDING_ONLY = { ...contract, settings: { ...contract.settings, metadata: { sending_only: true } } };
  const restricted = problem(401, "restricted_api_key", "This API key is restricted to only send emails");
  let provider: ScriptedProvider;
  const egress = testEgress();
  beforeAll(async () => {
    provider = await startScriptedProvider();
  });
  afterAll(async () => {
    await provider.close();
    await egress.close();
  });
  const access = () => accessTo(SENDING_ONLY, provider, egress);

  it("takes a sending-only key, which looks like a refused one", async () => {
    provider.script([{ method: "GET", path: "/domains?limit=1", answer: restricted }], contract.headers);
    const tested = await resend.test({ workspaceId: uuidv7(), now: NOW }, access());
    expect(tested).toMatchObject({
      outcome: { kind: "delivered" },
      account: { id: "sending-only", metadata: { sending_only: true } },
    });
  });

  it("does not ask for segments and lists with a sending-only key", async () => {
    provider.script([], contract.headers);
    const words = /can only send/;
    for (const action of ["add_to_segment", "remove_from_segment"]) {
      const { outcome, problems } = await deliverOnce(SENDING_ONLY, action, {
        data: DATA,
        metadata: { id: "s" },
        steps: [],
      });
      expect({ problems, ...outcome }).toMatchObject({ problems: [], kind: "failed", code: "rejected_client_error" });
      expect(outcome.message).toMatch(words);
      expect(await resend.checkRule?.({ action, id: "s" }, access())).toMatchObject({
        ok: false,
        fault: { class: "permission" },
      });
    }
    for (const key of ["segments", "templates"]) {
      expect(await resend.actionData[key]?.(access())).toMatchObject({ ok: false, fault: { class: "permission" } });
    }
    expect(await resend.fields?.load(access())).toEqual({ ok: true, value: resend.fields?.fixed });
    expect(provider.problems()).toEqual([]);
  });

  it("sends with a sending-only key", async () => {
    const given = { data: { email: "ada@example.com" }, metadata: { id: "t1" } };
    const steps = [mail({ to: ["ada@example.com"], template: { id: "t1" } })];
    const { outcome } = await deliverOnce(SENDING_ONLY, "send_email_template", { ...given, steps });
    expect(outcome.kind).toBe("delivered");
    expect(await resend.checkRule?.({ action: "send_email_template", id: "t1" }, access())).toMatchObject({ ok: true });
  });

  it("lets no value of a payload begin another line of the mail's head, or name another sender", async () => {
    const given = {
      data: { email: "ada@example.com" },
      metadata: { id: "t1", subject: "Hi {{name}}", from: "{{name}} <news@example.com>" },
      payload: { name: "Ada\r\nBcc: all@example.com <evil@example.com>" },
    };
    const steps = [
      mail({
        from: "Ada Bcc: all@example.com evil@example.com <news@example.com>",
        to: ["ada@example.com"],
        subject: "Hi Ada Bcc: all@example.com <evil@example.com>",
        template: { id: "t1" },
      }),
    ];
    const { outcome, problems } = await deliverOnce(contract, "send_email_template", { ...given, steps });
    expect({ problems, kind: outcome.kind }).toEqual({ problems: [], kind: "delivered" });
  });

  it("knows its keys by their form", () => {
    const parse = (api_key: string) => resend.parseSettings({ api_key }, undefined, () => undefined);
    expect(parse(` ${KEY} `).ok).toBe(true);
    for (const key of ["sk_1", "re_", "re_a-b"]) expect(parse(key).ok).toBe(true);
    for (const key of ["", "re_é", "re_a\nb"]) expect(parse(key).ok).toBe(false);
  });
});
