import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateMapping } from "#lib/server/domain/connections/mappings/default-mapping.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
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
import { deliveredEvent } from "../kit/delivered-event.ts";
import { sampleDelivery } from "../kit/sample-delivery.ts";
import { escapeHtml, unescapeHtml, plainText } from "./plain-text.ts";
import { sendgridErrors, sendgrid } from "./sendgrid.ts";

const KEY = "SG.aaaaaaaaaaaaaaaaaaaaaa.made-up-secret-part-of-the-key-0123456789abc";
const problem = (status: number, message: string, field: string | null = null) => ({
  status,
  json: { errors: [{ message, field, help: null }] },
});
const TAKEN = { status: 202, headers: { "x-message-id": "m1" }, text: "" };
const mail = (body: object, answer: ScriptedAnswer = TAKEN): Step => ({
  method: "POST",
  path: "/v3/mail/send",
  body,
  answer,
});
const to = (personalization: object = {}, name?: string) => ({
  personalizations: [
    {
      to: [{ email: "ada@example.com", ...(name === undefined ? {} : { name }) }],
      ...personalization,
      custom_args: { delivery_id: RULE_EVENT_ID },
    },
  ],
});
const FROM = { email: "news@example.com", name: "News" };
const TEMPLATE = {
  ...to({ dynamic_template_data: { plan: "pro", items: [{ sku: "a" }], city: "Paris" } }, "Ada"),
  from: FROM,
  reply_to: { email: "help@example.com", name: "Help" },
  template_id: "d-1",
};
const HTML = {
  ...to(),
  from: FROM,
  subject: "Hi Ada & co",
  content: [
    { type: "text/plain", value: "Hello Ada <b>& co\nYour plan (https://x.example/?a=1&b=2)" },
    {
      type: "text/html",
      value: '<p>Hello Ada &lt;b&gt;&amp; co</p><a href="https://x.example/?a=1&b=2">Your plan</a>',
    },
  ],
};
const scopes = (names: string[]): Step => ({
  method: "GET",
  path: "/v3/scopes",
  answer: { status: 200, json: { scopes: names } },
});
const sandbox = (answer: ScriptedAnswer): Step =>
  mail(
    {
      personalizations: [{ to: [{ email: "sandbox@example.com" }] }],
      from: { email: "sandbox@example.com" },
      subject: "Test",
      content: [{ type: "text/plain", value: "Test" }],
      mail_settings: { sandbox_mode: { enable: true } },
    },
    answer,
  );
const templates = (query: string, items: object[], next?: string): Step => ({
  method: "GET",
  path: `/v3/templates?generations=dynamic&page_size=200${query}`,
  answer: { status: 200, json: { result: items, _metadata: { count: 2, ...(next === undefined ? {} : { next }) } } },
});

const contract: ProviderContract = {
  destination: sendgrid,
  settings: { metadata: { region: "global" }, secrets: { api_key: KEY } },
  headers: { authorization: `Bearer ${KEY}` },
  identify: {
    steps: [scopes(["mail.send", "templates.read"]), sandbox({ status: 200, text: "" })],
    account: { id: "aaaaaaaaaaaaaaaaaaaaaa", label: "SendGrid (API key aaaaaaaaaaaaaaaaaaaaaa)" },
  },
  actions: {
    send_email_template: {
      metadata: { id: "d-1", from: "News <news@example.com>" },
      data: {
        to_email: "ada@example.com",
        to_name: "Ada",
        reply_to: "Help <help@example.com>",
        template_variables: { plan: "pro", items: [{ sku: "a" }] },
        city: "Paris",
      },
      steps: [mail(TEMPLATE)],
      cases: [
        {
          name: "gives the template a subject",
          metadata: { id: "d-1", from: "news@example.com", subject: "For {{plan}} in {{country}}" },
          payload: { country: "France", plan: "of the payload" },
          steps: [mail({ ...TEMPLATE, from: { email: "news@example.com" }, subject: "For pro in France" })],
          outcome: { kind: "delivered" },
        },
        {
          name: "sends nothing when the variables are no object",
          data: { to_email: "ada@example.com", template_variables: "pro" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error" },
        },
        {
          name: "leaves answers to the sender when they would go nowhere",
          data: { to_email: "ada@example.com", reply_to: "nobody" },
          steps: [mail({ ...to({ dynamic_template_data: {} }), from: FROM, template_id: "d-1" })],
          outcome: { kind: "delivered", code: "delivered" },
        },
      ],
    },
    send_email: {
      metadata: {
        from: "News <news@example.com>",
        subject: "Hi {{name}}",
        body: '<p>Hello {{ name_and_more }}</p><a href="https://x.example/?a=1&b=2">Your plan</a>',
      },
      data: { to_email: "ada@example.com" },
      payload: { name: "Ada & co", name_and_more: "Ada <b>& co" },
      steps: [mail(HTML)],
      cases: [
        {
          name: "sends no plain part of nothing",
          metadata: { from: "news@example.com", subject: "Hi", body: "<img src=x>" },
          steps: [
            mail({
              ...to(),
              from: { email: "news@example.com" },
              subject: "Hi",
              content: [{ type: "text/html", value: "<img src=x>" }],
            }),
          ],
          outcome: { kind: "delivered" },
        },
        {
          name: "prefers what is mapped to what is in the payload",
          data: { to_email: "ada@example.com", name: "mapped", template_variables: { plan: "pro" } },
          metadata: { from: "news@example.com", subject: "{{name}}", body: "{{name}} {{plan}} {{city}}" },
          payload: { name: "of the payload", city: "Paris" },
          steps: [
            mail({
              ...to(),
              from: { email: "news@example.com" },
              subject: "mapped",
              content: [
                { type: "text/plain", value: "mapped pro Paris" },
                { type: "text/html", value: "mapped pro Paris" },
              ],
            }),
          ],
          outcome: { kind: "delivered" },
        },
        ...(["subject", "body"] as const).map((field) => ({
          name: `sends nothing when the ${field} renders empty`,
          metadata: { from: "news@example.com", subject: "Hi", body: "Hi", [field]: " {{nothing}}" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error", says: /empty/ } as const,
        })),
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "the moment of the reset in seconds of the clock",
      answer: { ...problem(429, "too many requests"), headers: { "x-ratelimit-reset": String(2_000_000_000) } },
      outcome: { kind: "retry", code: "rate_limited" },
    },
    {
      class: "transient",
      name: "an error of theirs",
      answer: problem(500, "internal"),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "auth",
      name: "a refused key",
      answer: problem(401, "The provided authorization grant is invalid, expired, or revoked"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "authentication_invalid" },
    },
    {
      class: "permission",
      name: "a sender that is not verified",
      answer: problem(403, "The from address does not match a verified Sender Identity", "from"),
      outcome: { kind: "failed", code: "rejected_client_error", says: /from: .*verified Sender Identity/ },
    },
    {
      class: "target_gone",
      name: "something that is not there",
      answer: problem(404, "not found"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
    },
    ...(
      [
        [400, "invalid_request"],
        [405, "rejected_client_error"],
        [413, "payload_too_large"],
      ] as const
    ).map(([status, code]) => ({
      class: "invalid" as const,
      name: `a refusal with ${status}`,
      answer: problem(status, "Does not contain a valid address.", "personalizations.0.to"),
      outcome: { kind: "failed" as const, code, says: /valid address/ },
    })),
  ],
  actionData: {
    templates: {
      steps: [
        templates(
          "",
          [{ id: "d-1", name: "Welcome", generation: "dynamic", versions: [{ active: 1, subject: "x", name: "v1" }] }],
          "https://api.sendgrid.com/v3/templates?generations=dynamic&page_size=200&page_token=a%2Bb",
        ),
        templates("&page_token=a%2Bb", [{ id: "d-2", name: "Bye", generation: "dynamic", versions: [] }]),
      ],
      items: [
        { id: "d-1", name: "Welcome" },
        { id: "d-2", name: "Bye" },
      ],
    },
  },
  needs: { send_email_template: "to_email", send_email: "to_email" },
  onAmbiguous: "stop",
};

describeProvider(contract);

describe("the traps of sendgrid", () => {
  it("does not send a mail again that may have been taken", async () => {
    const steps = [mail(HTML, "drop")];
    const { outcome } = await deliverOnce(contract, "send_email", { ...contract.actions["send_email"], steps });
    expect(outcome).toMatchObject({ kind: "failed", code: "network_error" });
    expect(outcome.message).toMatch(/not sent again/);
  });

  it("waits until the moment that the header names", () => {
    const seconds = String(NOW.getTime() / 1000 + 42);
    const wait = (headers: Record<string, string>, status = 429) =>
      sendgridErrors.retryAfterMs?.({ status, headers, json: undefined, text: "" }, NOW);
    expect(wait({ "x-ratelimit-reset": seconds })).toBe(42_000);
    expect(wait({ "x-ratelimit-reset": seconds, "retry-after": "7" })).toBe(7000);
    expect(wait({ "x-ratelimit-reset": "1" })).toBe(0);
    for (const reset of ["soon", "", "-1"]) expect(wait({ "x-ratelimit-reset": reset })).toBeUndefined();
    expect(wait({ "x-ratelimit-reset": seconds }, 500)).toBeUndefined();
  });

  it("lets no value of a payload begin another line of the mail's head, or name another sender", async () => {
    const name = "Ada\r\nBcc: all@example.com <evil@example.com>";
    const { outcome, problems } = await deliverOnce(contract, "send_email", {
      data: { to_email: "ada@example.com", to_name: name },
      metadata: { from: "{{name}} <news@example.com>", subject: "Hi {{name}}", body: "x" },
      payload: { name },
      steps: [
        mail({
          ...to({}, "Ada Bcc: all@example.com <evil@example.com>"),
          from: { email: "news@example.com", name: "Ada Bcc: all@example.com evil@example.com" },
          subject: "Hi Ada Bcc: all@example.com <evil@example.com>",
          content: [
            { type: "text/plain", value: "x" },
            { type: "text/html", value: "x" },
          ],
        }),
      ],
    });
    expect({ problems, kind: outcome.kind }).toEqual({ problems: [], kind: "delivered" });
  });

  it("escapes values for HTML, also where they stand in an attribute", () => {
    expect(escapeHtml(`<img src=x onerror="alert('1')">`)).toBe(
      "&lt;img src&#x3D;x onerror&#x3D;&quot;alert(&#39;1&#39;)&quot;&gt;",
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(escapeHtml(value)).not.toMatch(/[<>"'`=]/);
        expect(unescapeHtml(escapeHtml(value))).toBe(value);
      }),
    );
  });
});

describe("the plain part of a mail", () => {
  const plain = (html: string) => plainText(html, () => true) ?? "";

  it("is left out, with a warning, when it is more work than a delivery may be", async () => {
    const provider = await startScriptedProvider();
    const egress = testEgress();
    provider.script([mail({})], contract.headers);
    const sample = sampleDelivery({ workspaceId: uuidv7(), now: NOW }, "send_email");
    const outcome = await sendgrid.deliver(
      {
        ...sample,
        event: deliveredEvent(sample.event, JSON.stringify({ a: "<p>".repeat(20_000) })),
        action: { action: "send_email", subject: "Hello", from: "a@example.com", body: "{{a}}{{a}}" },
        data: { to_email: "ann@example.com" },
        budget: createWorkBudget({ cpuMs: 1e6, charactersMax: 500_000 }),
      },
      accessTo(contract, provider, egress),
    );
    expect(outcome).toMatchObject({ kind: "delivered", message: expect.stringMatching(/HTML alone/) });
    expect(provider.received[0]?.body).toContain('"text/html"');
    expect(provider.received[0]?.body).not.toContain('"text/plain"');
    await provider.close();
    await egress.close();
  });

  it("ends in the middle of a text when its time is over", () => {
    let asked = 0;
    expect(plainText("<b>word</b> ".repeat(100_000), () => (asked += 1) < 10)).toBeUndefined();
    expect(asked).toBe(10);
  });

  it.each([
    ["<p>Hello <b>Ada</b></p><p>Bye</p>", "Hello Ada\n\nBye"],
    ["a<br>b<BR/>c", "a\nb\nc"],
    ["<ul><li>one</li><li>two</li></ul>", "- one\n\n- two"],
    ['<a href="https://x.example/?a=1&amp;b=2">Go</a> now', "Go (https://x.example/?a=1&b=2) now"],
    ["<head><title>T</title></head><style>p { a > b }</style>Hi<script>if (a < b) x()</script>", "Hi"],
    ["a <!-- <b>secret</b> --> b <!-- never ends", "a b"],
    ["1 &lt; 2 &amp;amp; &#39;x&#39;&nbsp;y", "1 < 2 &amp; 'x' y"],
    ["a < b > c <", "a < b > c <"],
    ["  many \n\n lines  ", "many lines"],
    ["", ""],
  ])("of %s", (html, text) => expect(plain(html)).toBe(text));

  it("shows a value as it is, and never as markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const line = value.replaceAll(/\s+/g, " ").trim();
        expect(
          plain(`<p>${escapeHtml(value)}</p>`)
            .replaceAll(/\s+/g, " ")
            .trim(),
        ).toBe(line);
      }),
    );
  });

  it("takes time that grows with the text, and not with its square", () => {
    for (const piece of ["<", "<style>", "<!--", "<a href='", "&lt", "\n", " <", "<p"]) {
      const startedAt = performance.now();
      plain(piece.repeat(200_000));
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    }
  });
});

describe("connecting sendgrid", () => {
  let provider: ScriptedProvider;
  const egress = testEgress();
  beforeAll(async () => {
    provider = await startScriptedProvider();
  });
  afterAll(async () => {
    await provider.close();
    await egress.close();
  });
  const access = () => accessTo(contract, provider, egress);
  const test = () => sendgrid.test({ workspaceId: uuidv7(), now: NOW }, access());
  const parse = (input: Record<string, unknown>) => sendgrid.parseSettings(input, undefined, () => undefined);

  it("needs a key that may send", async () => {
    provider.script([scopes(["templates.read", "mail.batch.read"])], contract.headers);
    const { outcome, param } = await test();
    expect({ outcome, param }).toMatchObject({ outcome: { kind: "failed" }, param: "metadata.api_key" });
    expect(outcome.message).toMatch(/mail\.send/);
  });

  it("takes a key that is refused for the made-up sender of the sandbox alone", async () => {
    provider.script([scopes(["mail.send"]), sandbox(problem(403, "Not a verified Sender Identity"))], contract.headers);
    expect(await test()).toMatchObject({ outcome: { kind: "delivered" } });
    provider.script([scopes(["mail.send"]), sandbox(problem(401, "Maximum credits exceeded"))], contract.headers);
    expect(await test()).toMatchObject({ outcome: { kind: "inactive", code: "auth_failed" } });
  });

  it("says which scope lists templates, which a key for sending does not need", async () => {
    const [first] = contract.actionData?.["templates"]?.steps ?? [];
    if (first === undefined) throw new Error("No step");
    provider.script([{ ...first, answer: problem(403, "access forbidden") }], contract.headers);
    const listed = await sendgrid.actionData["templates"]?.(access());
    expect(listed).toMatchObject({
      ok: false,
      fault: { class: "permission", message: expect.stringMatching(/templates\.read/) },
    });
  });

  it("leaves the form of a key to SendGrid, and knows two regions", () => {
    expect(parse({ api_key: KEY })).toMatchObject({ ok: true, settings: { metadata: { region: "global" } } });
    expect(parse({ api_key: KEY, region: "eu" })).toMatchObject({ ok: true, settings: { metadata: { region: "eu" } } });
    for (const key of ["SG.x", "xSG.a.b"]) expect(parse({ api_key: key }).ok).toBe(true);
    expect(parse({ api_key: KEY, region: "mars" }).ok).toBe(false);
  });

  it("maps the well-known names of events to the addressee", () => {
    expect(generateMapping(sendgrid.fields?.fixed ?? []).fields).toEqual([
      { dest: "to_email", source: { type: "path", value: "email" }, on_error: "fail_action" },
      { dest: "to_name", source: { type: "path", value: "name" }, on_error: "skip_field" },
    ]);
  });
});
