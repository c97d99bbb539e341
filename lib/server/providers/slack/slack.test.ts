import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import {
  accessTo,
  deliverOnce,
  describeProvider,
  testEgress,
  type ProviderContract,
} from "#lib/testing/providers/provider-contract.ts";
import { startScriptedProvider, type ScriptedProvider, type Step } from "#lib/testing/providers/scripted-provider.ts";
import type { Access } from "../kit/access.ts";
import { renderTemplate } from "../kit/render-template.ts";
import { escapeText } from "./actions.ts";
import { slack } from "./slack.ts";

const TOKEN = "xoxb-made-up-token-of-the-bot";
const refusal = (error: string, more: object = {}) => ({ status: 200, json: { ok: false, error, ...more } });
const post = (text: string, answer: Step["answer"] = POSTED): Step => ({
  method: "POST",
  path: "/chat.postMessage",
  headers: { "content-type": "application/json; charset=utf-8" },
  body: { channel: "C1", text, unfurl_links: false, unfurl_media: false },
  answer,
});
const POSTED = { status: 200, json: { ok: true, channel: "C1", ts: "1503435956.000247" } };
const channels = (path: string, items: object[], next: string): Step => ({
  method: "GET",
  path: `/conversations.list?types=public_channel%2Cprivate_channel&exclude_archived=true&limit=1000${path}`,
  answer: { status: 200, json: { ok: true, channels: items, response_metadata: { next_cursor: next } } },
});

const contract: ProviderContract = {
  destination: slack,
  settings: { metadata: { team_id: "T1", team_name: "Sprocketry" }, secrets: {} },
  accessToken: TOKEN,
  headers: { authorization: `Bearer ${TOKEN}` },
  identify: {
    steps: [
      {
        method: "GET",
        path: "/auth.test",
        answer: {
          status: 200,
          json: {
            ok: true,
            url: "https://x.slack.com/",
            team: "Sprocketry",
            team_id: "T1",
            user_id: "U1",
            bot_id: "B1",
          },
        },
      },
    ],
    account: { id: "T1", label: "Sprocketry" },
  },
  actions: {
    send_message: {
      metadata: { id: "C1", template: "New: {{user.name}} :tada:\n*{{plan}}* {{missing}}{{tags}}" },
      payload: { user: { name: "Ada & <!channel>" }, plan: "pro", tags: ["a", 1] },
      steps: [post('New: Ada &amp; &lt;!channel&gt; :tada:\n*pro* ["a",1]')],
      cases: [
        {
          name: "sends nothing when the template renders empty",
          metadata: { id: "C1", template: " {{nothing}}\n" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error", says: /empty/ },
        },
        {
          name: "says which scope is missing",
          steps: [
            post(
              'New: Ada &amp; &lt;!channel&gt; :tada:\n*pro* ["a",1]',
              refusal("missing_scope", { needed: "chat:write", provided: "channels:read" }),
            ),
          ],
          outcome: { kind: "failed", code: "rejected_client_error", says: /missing_scope: .*chat:write/ },
        },
        {
          name: "trap: fatal_error may have posted, so it is not sent again automatically",
          steps: [post('New: Ada &amp; &lt;!channel&gt; :tada:\n*pro* ["a",1]', refusal("fatal_error"))],
          outcome: { kind: "failed", code: "rejected_server_error", says: /fatal_error.*not sent again/ },
        },
        {
          name: "is not repeated after an answer that cannot be read, for the message may be there",
          steps: [post('New: Ada &amp; &lt;!channel&gt; :tada:\n*pro* ["a",1]', { status: 200, text: "{" })],
          outcome: { kind: "failed", code: "rejected_server_error", says: /not sent again/ },
        },
      ],
    },
  },
  faults: [
    ...["ratelimited", "rate_limited", "message_limit_exceeded"].map((error) => ({
      class: "rate_limited" as const,
      name: `${error} in a 200`,
      answer: refusal(error),
      outcome: { kind: "retry", code: "rate_limited" } as const,
    })),
    {
      class: "rate_limited",
      name: "429 with seconds to wait",
      answer: { ...refusal("ratelimited"), status: 429, headers: { "retry-after": "30" } },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 30_000 },
    },
    ...[
      "internal_error",
      "service_unavailable",
      "request_timeout",
      "team_added_to_org",
      "org_login_required",
      "access_denied",
    ].map((error) => ({
      class: "transient" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "retry", code: "rejected_server_error" } as const,
    })),
    ...["invalid_auth", "not_authed", "two_factor_setup_required"].map((error) => ({
      class: "auth" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" } as const,
    })),
    ...["token_revoked", "account_inactive"].map((error) => ({
      class: "auth" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_authorization_revoked" } as const,
    })),
    {
      class: "auth",
      name: "token_expired, and there is no newer token",
      answer: refusal("token_expired"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_reauthorization_required" },
    },
    ...[
      "missing_scope",
      "not_allowed_token_type",
      "no_permission",
      "restricted_action",
      "restricted_action_read_only_channel",
      "ekm_access_denied",
      "app_access_restricted",
      "accesslimited",
      "team_access_not_granted",
    ].map((error) => ({
      class: "permission" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "failed", code: "rejected_client_error", says: error } as const,
    })),
    ...["channel_not_found", "is_archived", "not_in_channel"].map((error) => ({
      class: "target_gone" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true } as const,
    })),
    ...["no_text", "msg_too_long", "invalid_arg_name", "a_code_of_tomorrow"].map((error) => ({
      class: "invalid" as const,
      name: error,
      answer: refusal(error),
      outcome: { kind: "failed", code: "rejected_client_error", says: error } as const,
    })),
  ],
  actionData: {
    channels: {
      steps: [
        channels("", [{ id: "C1", name: "general", is_private: false, is_member: true, is_archived: false }], "abc="),
        channels(
          "&cursor=abc%3D",
          [
            { id: "G1", name: "secret", is_private: true, is_member: true, is_archived: false },
            { id: "C2", name: "old", is_archived: true },
          ],
          "",
        ),
      ],
      items: [
        { id: "C1", name: "general", is_private: false, is_member: true },
        { id: "G1", name: "secret", is_private: true, is_member: true },
      ],
    },
  },
  onAmbiguous: "stop",
};

type Run = (provider: ScriptedProvider, access: (timeoutMs?: number) => Access) => Promise<void>;

/** What is read of an account beside deliveries. */
async function withProvider(run: Run): Promise<void> {
  const provider = await startScriptedProvider();
  const egress = testEgress();
  await run(provider, (timeoutMs) => accessTo(contract, provider, egress, timeoutMs));
  expect(provider.problems()).toEqual([]);
  await provider.close();
  await egress.close();
}

describeProvider(contract);

const render = (template: string, payload: Record<string, unknown>) => {
  const rendered = renderTemplate(template, payload, escapeText, createWorkBudget());
  return rendered.ok ? rendered.value : "";
};

describe("the traps of slack", () => {
  it("takes a 200 with ok false for the refusal that it is", async () => {
    const given = { metadata: { id: "C1", template: "x" } };
    const steps = [post("x", refusal("is_archived"))];
    const { outcome } = await deliverOnce(contract, "send_message", { ...given, steps });
    expect(outcome).toMatchObject({ kind: "failed", statusCode: 200, message: "Slack answered 200: is_archived" });
  });

  it("takes a 200 with ok false from the token endpoint for a refusal", () => {
    const read = slack.oauth?.readTokens;
    expect(read?.(200, { ok: false, error: "invalid_refresh_token" })).toMatchObject({
      ok: false,
      refusal: { code: "invalid_refresh_token", isFinal: true },
    });
    expect(read?.(200, { ok: false, error: "bad_client_secret" })).toMatchObject({ refusal: { isFinal: false } });
    expect(read?.(200, { ok: false, error: "token_revoked" })).toMatchObject({ refusal: { isRevoked: true } });
    for (const nonsense of [undefined, null, [], { ok: true }, "ok"]) expect(read?.(200, nonsense)).toBeUndefined();
  });

  it("does not send a message again that may have arrived", async () => {
    const given = { metadata: { id: "C1", template: "x" } };
    const { outcome } = await deliverOnce(contract, "send_message", { ...given, steps: [post("x", "drop")] });
    expect(outcome).toMatchObject({ kind: "failed", code: "network_error" });
    expect(outcome.message).toMatch(/not sent again/);
  });

  it("lets no value of a payload call a channel, mention or link", () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        "<!channel>",
        "<!here|x>",
        "!channel",
        "@U1",
        "#C1",
        "<@U1>",
        "<https://evil.example|bank>",
        "&lt;",
      ),
      fc.string({ unit: "binary" }),
    );
    const templates = ["{{a}}", "<{{a}}>", "<{{a}}|text>", "<{{b}}{{a}}>", "{{a}}{{b}}", "x <{{a}}{{b}}> y"];
    fc.assert(
      fc.property(fc.constantFrom(...templates), hostile, hostile, (template, a, b) => {
        for (const payload of [
          { a, b },
          { a, b: "" },
        ]) {
          const text = render(template, payload);
          expect(text).not.toMatch(/<[!@#]/);
          expect(text.split("<").length).toBe(template.split("<").length);
          expect(text.split(">").length).toBe(template.split(">").length);
        }
      }),
    );
  });

  it("shows every value as it is, after Slack has read it", () => {
    const shown = (text: string) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (a) => {
        expect(shown(render("{{a}}", { a }))).toBe(a);
      }),
    );
  });

  it("offers the public channels to an app that may not know about private ones", () =>
    withProvider(async (provider, access) => {
      const both = channels("", [], "");
      const path = "/conversations.list?types=public_channel&exclude_archived=true&limit=1000";
      const general = { ok: true, channels: [{ id: "C1", name: "general" }] };
      const steps: Step[] = [
        { ...both, answer: refusal("missing_scope", { needed: "groups:read" }) },
        { method: "GET", path, answer: { status: 200, json: general } },
      ];
      provider.script(steps, contract.headers);
      const loaded = await slack.actionData["channels"]?.(access());
      expect(loaded).toMatchObject({ ok: true, value: [{ id: "C1", name: "general" }] });
    }));

  it("trap: a large workspace meets the limit before its end: what was read can be chosen", () =>
    withProvider(async (provider, access) => {
      const limited = { ...refusal("ratelimited"), status: 429, headers: { "retry-after": "30" } };
      provider.script(
        [
          channels("", [{ id: "C1", name: "general" }], "more"),
          { ...channels("&cursor=more", [], ""), answer: limited },
        ],
        contract.headers,
      );
      const loaded = await slack.actionData["channels"]?.(access());
      expect(loaded).toMatchObject({ ok: true, value: [{ id: "C1", name: "general" }] });
    }));

  it("finds a channel by its name beyond what one list can hold", () =>
    withProvider(async (provider, access) => {
      const many = (page: number) =>
        Array.from({ length: 1_000 }, (_, index) => ({ id: `C${page}-${index}`, name: `team-${page}-${index}` }));
      const pages = Array.from({ length: 12 }, (_, page) =>
        channels(page === 0 ? "" : `&cursor=p${page}`, many(page), `p${page + 1}`),
      );
      const wanted = [
        { id: "CX", name: "Deploys" },
        { id: "CY", name: "old-deploys", is_archived: true },
      ];
      provider.script([...pages, channels("&cursor=p12", wanted, "")], contract.headers);
      const found = await slack.searchActionData?.["channels"]?.(access(10_000), "#deploy");
      expect(found).toMatchObject({ ok: true, value: [{ id: "CX", name: "Deploys" }] });
    }));

  it("says what it has found when it meets the limit, and nothing of a limit that it met at once", () =>
    withProvider(async (provider, access) => {
      const limited = { ...refusal("ratelimited"), status: 429, headers: { "retry-after": "30" } };
      const first = channels(
        "",
        [
          { id: "C1", name: "deploys" },
          { id: "C2", name: "general" },
        ],
        "more",
      );
      provider.script([first, { ...channels("&cursor=more", [], ""), answer: limited }], contract.headers);
      const found = await slack.searchActionData?.["channels"]?.(access(), "deploys");
      expect(found).toMatchObject({ ok: true, value: [{ id: "C1", name: "deploys" }] });
      provider.script([{ ...channels("", [], ""), answer: limited }], contract.headers);
      const refused = await slack.searchActionData?.["channels"]?.(access(), "deploys");
      expect(refused).toMatchObject({ ok: false, fault: { class: "rate_limited" } });
    }));

  it("leaves the author's own markup alone", () => {
    const text = render("<!here> <@{{id}}> <https://x.example|{{name}}>", { id: "U1", name: "A|B" });
    expect(text).toBe("<!here> <@U1> <https://x.example|A|B>");
  });
});

describe("connecting slack", () => {
  const answer = {
    ok: true,
    access_token: TOKEN,
    token_type: "bot",
    scope: "chat:write,channels:read",
    bot_user_id: "U0",
    app_id: "A0",
    team: { id: "T1", name: "Sprocketry" },
    enterprise: null,
  };

  it("asks for scopes with commas, without PKCE", () => {
    expect(slack.oauth).toMatchObject({ scopeSeparator: ",", pkce: "none", clientAuthentication: "basic" });
    expect(slack.oauth?.scopes.map(({ name }) => name).join(slack.oauth.scopeSeparator)).toBe(
      "chat:write,chat:write.public,channels:read,groups:read",
    );
  });

  it("reads a grant that never expires", () => {
    expect(slack.oauth?.readTokens?.(200, answer)).toEqual({
      ok: true,
      grant: {
        accessToken: TOKEN,
        refreshToken: undefined,
        expiresInSeconds: undefined,
        scopes: ["chat:write", "channels:read"],
      },
    });
  });

  it("rotates when the answer says when the token expires", () => {
    const rotating = { ...answer, refresh_token: "xoxe-1-made-up", expires_in: 43_200 };
    expect(slack.oauth?.readTokens?.(200, rotating)).toMatchObject({
      grant: { refreshToken: "xoxe-1-made-up", expiresInSeconds: 43_200 },
    });
  });

  it("keeps which workspace was connected, and nothing secret", () => {
    expect(slack.oauth?.capture?.(answer)).toEqual({
      ok: true,
      value: { team_id: "T1", team_name: "Sprocketry", bot_user_id: "U0", app_id: "A0" },
    });
    expect(slack.oauth?.capture?.({ ...answer, team: null })).toMatchObject({ ok: false });
  });

  it("takes its grant back with the token itself", () => {
    const { revocation } = slack.oauth?.endpoints({}) ?? {};
    expect(revocation).toMatchObject({
      url: "https://slack.com/api/auth.revoke",
      token: "access",
      authenticate: "bearer",
    });
    expect(revocation?.isDone?.(200, { ok: true, revoked: true })).toBe(true);
    expect(revocation?.isDone?.(200, { ok: false, error: "token_revoked" })).toBe(true);
    for (const answer of [{ ok: false, error: "internal_error" }, {}, undefined]) {
      expect(revocation?.isDone?.(200, answer)).toBe(false);
    }
  });
});
