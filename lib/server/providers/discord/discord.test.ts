import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
import { toNonce, renderMarkdown } from "./actions.ts";
import { discord } from "./discord.ts";
import { fitEmbed } from "./embed.ts";

const BOT = "made-up-token-of-the-bot";
const GUILD = "1199887766554433221";
const CHANNEL = "1199887766554433229";
const problem = (status: number, code: number, message = "Something", more: object = {}) => ({
  status,
  json: { code, message, ...more },
});
const list: Step = {
  method: "GET",
  path: `/guilds/${GUILD}/channels`,
  answer: {
    status: 200,
    json: [
      { id: "5", name: "Team", type: 4, position: 1 },
      { id: CHANNEL, name: "general", type: 0, position: 2, parent_id: "5" },
      { id: "7", name: "news", type: 5, position: 1, parent_id: "5" },
      { id: "8", name: "welcome", type: 0, position: 9, parent_id: null },
      { id: "9", name: "Voice", type: 2, position: 0 },
    ],
  },
};
const post = (
  embed: object,
  answer: ScriptedAnswer = { status: 200, json: { id: "1", channel_id: CHANNEL } },
): Step => ({
  method: "POST",
  path: `/channels/${CHANNEL}/messages`,
  body: {
    embeds: [{ ...embed, timestamp: "2026-11-23T10:00:00.000Z" }],
    allowed_mentions: { parse: [] },
    nonce: toNonce(RULE_EVENT_ID),
    enforce_nonce: true,
  },
  answer,
});
const EMBED = {
  title: "Welcome Ada",
  description: String.raw`**Ada** of \[x\]\(https://x.example/a_b\) \<@1\> @​everyone`,
};
const PROVEN = { [`channel ${GUILD} ${CHANNEL}`]: "proven" };

const guild = (answer: ScriptedAnswer): Step => ({ method: "GET", path: `/guilds/${GUILD}`, answer });

const contract: ProviderContract = {
  destination: discord,
  settings: { metadata: { guild_id: GUILD, guild_name: "Sprocketry" }, secrets: {} },
  operator: { botToken: BOT },
  headers: { authorization: `Bot ${BOT}`, "user-agent": "DiscordBot (https://meshes.io, 1.0)" },
  identify: {
    steps: [{ method: "GET", path: "/users/@me", answer: { status: 200, json: { id: "3", username: "bot" } } }, list],
    account: { id: GUILD, label: "Sprocketry" },
  },
  actions: {
    send_message: {
      metadata: { id: CHANNEL, title: "Welcome {{user.name}}", template: "**{{user.name}}** of {{company}}" },
      payload: { user: { name: "Ada" }, company: "[x](https://x.example/a_b) <@1> @everyone" },
      steps: [list, post(EMBED)],
      cases: [
        {
          name: "does not ask for the channel again that is proven",
          remembered: PROVEN,
          steps: [post(EMBED)],
          outcome: { kind: "delivered" },
        },
        {
          name: "sends nothing when the templates render empty",
          payload: {},
          metadata: { id: CHANNEL, title: "{{a}}", template: " {{b}}\n" },
          steps: [],
          outcome: { kind: "failed", code: "mapping_error", says: /empty/ },
        },
        {
          name: "sends a title alone",
          metadata: { id: CHANNEL, title: "Hello", template: "{{nothing}}" },
          remembered: PROVEN,
          steps: [post({ title: "Hello" })],
          outcome: { kind: "delivered" },
        },
        {
          name: "trap: 50001 on a known channel asks the server once whether the bot is still there: it is",
          remembered: PROVEN,
          steps: [post(EMBED, problem(403, 50_001, "Missing Access")), guild({ status: 200, json: { id: GUILD } })],
          outcome: { kind: "failed", code: "rejected_client_error", says: /Missing Access/ },
        },
        ...[problem(403, 50_001, "Missing Access"), problem(404, 10_004, "Unknown Guild")].map((answer) => ({
          name: `trap: 50001 on a known channel asks the server once whether the bot is still there: ${answer.status}`,
          remembered: PROVEN,
          steps: [post(EMBED, problem(403, 50_001, "Missing Access")), guild(answer)],
          outcome: { kind: "inactive", reason: "oauth_authorization_revoked" } as const,
        })),
        {
          name: "waits the fraction of a second that the body says, and not the second of the header",
          remembered: PROVEN,
          steps: [
            post(EMBED, {
              status: 429,
              headers: { "retry-after": "1", "x-ratelimit-scope": "user" },
              json: { message: "You are being rate limited.", retry_after: 0.3001, global: false },
            }),
          ],
          outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 301 },
        },
      ],
    },
  },
  faults: [
    {
      class: "rate_limited",
      name: "a limit without a body",
      answer: { status: 429, headers: { "retry-after": "65" }, text: "" },
      outcome: { kind: "retry", code: "rate_limited", retryAfterMs: 65_000 },
    },
    ...[20016, 20028, 20029, 40062].map((code) => ({
      class: "rate_limited" as const,
      name: `the limit ${code}`,
      answer: problem(400, code),
      outcome: { kind: "retry", code: "rate_limited" } as const,
    })),
    {
      class: "transient",
      name: "a resource that is overloaded",
      answer: problem(503, 130_000),
      outcome: { kind: "retry", code: "rejected_server_error" },
    },
    {
      class: "transient",
      name: "a refused bot, which only the operator can mend",
      answer: problem(401, 0, "401: Unauthorized"),
      outcome: { kind: "retry", code: "rejected_client_error", says: /its operator has to set a new token/ },
    },
    {
      class: "transient",
      name: "an invalid token of the bot",
      answer: problem(400, 50_014, "Invalid authentication token provided"),
      outcome: { kind: "retry", code: "invalid_request", says: /its operator/ },
    },
    {
      class: "auth",
      name: "a server that the bot was put out of",
      answer: problem(404, 10_004, "Unknown Guild"),
      outcome: { kind: "inactive", code: "auth_failed", reason: "oauth_authorization_revoked" },
    },
    {
      class: "permission",
      name: "a missing permission",
      answer: problem(403, 50_013, "Missing"),
      outcome: { kind: "failed", code: "rejected_client_error" },
    },
    {
      class: "target_gone",
      name: "a deleted channel",
      answer: problem(404, 10_003, "Unknown Channel"),
      outcome: { kind: "failed", code: "destination_not_found", isTargetGone: true },
    },
    ...[50_006, 50_008, 50_035, 200_000].map((code) => ({
      class: "invalid" as const,
      name: `the refusal ${code}`,
      answer: problem(400, code),
      outcome: { kind: "failed", code: "invalid_request", says: String(code) } as const,
    })),
  ],
  actionData: {
    channels: {
      steps: [list],
      items: [
        { id: "8", name: "welcome" },
        { id: "7", name: "news", category: "Team" },
        { id: CHANNEL, name: "general", category: "Team" },
      ],
    },
  },
  onAmbiguous: "retry",
};

describeProvider(contract);

const GIVEN = { metadata: { id: CHANNEL, title: "T", template: "x" } };
const POSTED = { title: "T", description: "x" };

describe("the traps of discord", () => {
  it("sends nothing to a channel of another customer's server, and says the same as of no channel", async () => {
    for (const id of ["1199887766554433000", "9", "", "..", "@me"]) {
      const given = { metadata: { id, title: "T", template: "x" }, steps: [list] };
      const { outcome, problems } = await deliverOnce(contract, "send_message", given);
      expect({ problems, ...outcome }).toMatchObject({
        problems: [],
        kind: "failed",
        isTargetGone: true,
        message: "The connected Discord server has no such text or announcement channel",
      });
    }
  });

  it("takes no proof that another server gave", async () => {
    const remembered = { [`channel 999 ${CHANNEL}`]: "proven" };
    const { problems } = await deliverOnce(contract, "send_message", {
      ...GIVEN,
      remembered,
      steps: [list, post(POSTED)],
    });
    expect(problems).toEqual([]);
  });

  it("remembers the proof, and forgets it when the channel is deleted", async () => {
    const first = await deliverOnce(contract, "send_message", { ...GIVEN, steps: [list, post(POSTED)] });
    expect(Object.fromEntries(first.memory)).toEqual(PROVEN);
    const steps = [post(POSTED, problem(404, 10_003))];
    const gone = await deliverOnce(contract, "send_message", { ...GIVEN, remembered: PROVEN, steps });
    expect(Object.fromEntries(gone.memory)).toEqual({});
  });

  it.each([401, 403])(
    "leaves a channel alone for a minute after a %s, so that the address is not banned",
    async (status) => {
      const steps = [post(POSTED, problem(status, status === 403 ? 50_013 : 0))];
      const first = await deliverOnce(contract, "send_message", { ...GIVEN, remembered: PROVEN, steps });
      const remembered = Object.fromEntries(first.memory);
      const second = await deliverOnce(contract, "send_message", { ...GIVEN, remembered, steps: [] });
      expect(second.problems).toEqual([]);
      expect(second.outcome).toMatchObject({ kind: first.outcome.kind, code: first.outcome.code });
      expect(second.outcome.message).toMatch(/not asked again yet/);
      if (status === 401) expect(second.outcome).toMatchObject({ retryAfterMs: 60_000 });
      const held = JSON.stringify({ until: NOW.getTime(), class: "permission", message: "x" });
      const later = { ...PROVEN, [`held ${CHANNEL}`]: held };
      const third = await deliverOnce(contract, "send_message", { ...GIVEN, remembered: later, steps: [post(POSTED)] });
      expect(third.outcome.kind).toBe("delivered");
    },
  );

  it("trap: a channel's own 429 holds that channel only, for as long as Discord says", async () => {
    const limit = (scope: string, global: boolean) => ({
      status: 429,
      headers: { "retry-after": "9", "x-ratelimit-scope": scope },
      json: { message: "You are being rate limited.", retry_after: 8.5, global },
    });
    for (const scope of ["user", "shared"]) {
      const steps = [post(POSTED, limit(scope, false))];
      const first = await deliverOnce(contract, "send_message", { ...GIVEN, remembered: PROVEN, steps });
      expect(first.outcome).toMatchObject({ kind: "retry", code: "rate_limited", isNarrow: true, retryAfterMs: 8500 });
      const remembered = Object.fromEntries(first.memory);
      const second = await deliverOnce(contract, "send_message", { ...GIVEN, remembered, steps: [] });
      expect({ problems: second.problems, ...second.outcome }).toMatchObject({
        problems: [],
        kind: "retry",
        code: "rate_limited",
        isNarrow: true,
        retryAfterMs: 8500,
      });
    }
    const steps = [post(POSTED, limit("global", true))];
    const bot = await deliverOnce(contract, "send_message", { ...GIVEN, remembered: PROVEN, steps });
    expect(bot.outcome).not.toHaveProperty("isNarrow");
    expect(Object.fromEntries(bot.memory)).toEqual(PROVEN);
  });

  it("keeps ids beyond 2^53 as texts", async () => {
    expect(Number.isSafeInteger(Number(CHANNEL))).toBe(false);
    const { problems } = await deliverOnce(contract, "send_message", { ...GIVEN, steps: [list, post(POSTED)] });
    expect(problems).toEqual([]);
  });

  it("has one nonce for all attempts of a delivery, and another for every other one", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        expect(toNonce(a)).toMatch(/^[0-9a-z]{1,25}$/);
        expect(toNonce(a)).toBe(toNonce(a));
        if (a !== b) expect(toNonce(a)).not.toBe(toNonce(b));
      }),
    );
    expect(toNonce("ffffffff-ffff-ffff-ffff-ffffffffffff")).toHaveLength(25);
  });

  it("never sends the person's own token, which may have expired long ago", async () => {
    const given = { ...GIVEN, remembered: PROVEN, steps: [post(POSTED)] };
    const { outcome } = await deliverOnce({ ...contract, accessToken: "expired" }, "send_message", given);
    expect(outcome.kind).toBe("delivered");
  });
});

describe("a message to discord", () => {
  const render = (template: string, payload: Record<string, unknown>) => {
    const rendered = renderMarkdown(template, payload, createWorkBudget());
    return rendered.ok ? rendered.value : "";
  };
  const hostile = fc.oneof(
    fc.constantFrom(
      "@everyone",
      "@here",
      "<@&1>",
      "[bank](https://evil.example)",
      "](https://evil.example)",
      "`",
      "```",
      "",
    ),
    fc.constantFrom("https://a)[bank](https://evil.example)", "\n# Big", "\\", "||x||", "https://x.example/@everyone"),
    fc.string({ unit: "binary" }),
  );

  it("lets no value of a payload call everybody, mention, or forge a link", () => {
    const templates = [
      "{{a}}",
      "a {{a}}{{b}} b",
      "[text]({{a}}) {{b}}",
      "`{{a}}` and `{{b}}`",
      "```\n{{a}}\n``` {{b}}",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...templates), hostile, hostile, (template, ...values) => {
        // Between backticks a backslash is one, and nothing that the next lines could leave out.
        const [a = "", b = ""] = values.map((value) => (template.includes("`") ? value.replaceAll("\\", "/") : value));
        const text = render(template, { a, b });
        expect(text).not.toMatch(/@(everyone|here)/);
        const plain = text.replaceAll(/\\[^0-9A-Za-z\s]/g, "");
        expect(plain.split("](").length).toBe(template.split("](").length);
        if (!template.includes("`")) expect(plain).not.toMatch(/[*_~`|<>](?<!https?:\S*.)/);
        expect(plain.split("`").length).toBe(template.split("`").length);
      }),
    );
  });

  it("leaves the author's own markup, and whole addresses", () => {
    expect(render("**{{a}}** `{{b}}`\n- {{c}}", { a: "x_y*z", b: "evt_1*[2]", c: "https://x.example/a_b?c=_d_" })).toBe(
      String.raw`**x\_y\*z** ${"`evt_1*[2]`"}` + "\n- https://x.example/a_b?c=_d_",
    );
  });

  it("is never longer than it may be, and no pair of surrogates is cut in two", () => {
    const long = fc
      .string({ unit: "binary", minLength: 0, maxLength: 6000, size: "max" })
      .map((text) => text.toWellFormed());
    fc.assert(
      fc.property(long, long, (title, description) => {
        const fitted = fitEmbed({ title, description });
        const embed = { title: "", description: "", ...fitted };
        expect(embed.title.length).toBeLessThanOrEqual(256);
        expect(embed.description.length).toBeLessThanOrEqual(4096);
        expect(embed.title.length + embed.description.length).toBeLessThanOrEqual(6000);
        expect(embed.title.isWellFormed() && embed.description.isWellFormed()).toBe(true);
        expect(title.trim().startsWith(embed.title.replace(/…$/, ""))).toBe(true);
        expect(description.trim().startsWith(embed.description.replace(/…$/, ""))).toBe(true);
      }),
      { numRuns: 50 },
    );
    expect(fitEmbed({ title: `${"a".repeat(254)}😀b`, description: "" }).title).toBe(`${"a".repeat(254)}…`);
  });
});

describe("connecting discord", () => {
  let provider: ScriptedProvider;
  const egress = testEgress();
  beforeAll(async () => {
    provider = await startScriptedProvider();
  });
  afterAll(async () => {
    await provider.close();
    await egress.close();
  });

  it("needs a bot's token beside the OAuth client", () => {
    expect(discord.missingSetup({ clientId: "a", clientSecret: "b" })).toMatch(/MESHES_PROVIDER_DISCORD_BOT_TOKEN/);
    expect(discord.missingSetup({ clientId: "a", clientSecret: "b", botToken: "c" })).toBeUndefined();
  });

  it("asks for the bot with its permissions", () => {
    expect(discord.oauth?.authorizeParams).toEqual({ permissions: "19456" });
    expect(discord.oauth?.scopes.map(({ name }) => name).join(discord.oauth.scopeSeparator)).toBe("bot identify");
  });

  it("takes the server from the token answer alone", () => {
    const guild = { id: GUILD, name: "Sprocketry", icon: null };
    expect(discord.oauth?.capture?.({ access_token: "x", guild })).toEqual({
      ok: true,
      value: { guild_id: GUILD, guild_name: "Sprocketry" },
    });
    expect(discord.oauth?.capture?.({ access_token: "x", guild_id: GUILD })).toMatchObject({ ok: false });
  });

  it("refuses a rule with a channel of another server when it is saved", async () => {
    provider.script([list, list], contract.headers);
    const check = (id: string) =>
      discord.checkRule?.({ action: "send_message", id }, accessTo(contract, provider, egress));
    expect(await check("1199887766554433000")).toMatchObject({ ok: false, fault: { class: "target_gone" } });
    expect(await check(CHANNEL)).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, ScriptedAnswer, object]>([
    ["goes", { status: 204 }, { ok: true }],
    ["was gone", problem(404, 10_004), { ok: true }],
    ["cannot go now", { status: 500 }, { ok: false, fault: { class: "transient" } }],
  ])("leaves the server when it is disconnected: the bot %s", async (_, answer, result) => {
    provider.script([{ method: "DELETE", path: `/users/@me/guilds/${GUILD}`, answer }], contract.headers);
    expect(await discord.oauth?.onDisconnect?.(accessTo(contract, provider, egress))).toMatchObject(result);
    expect(provider.problems()).toEqual([]);
  });

  it("says that a connection without the bot in its server does not work", async () => {
    const [me] = contract.identify.steps;
    if (me === undefined) throw new Error("No step");
    provider.script([me, { ...list, answer: problem(404, 10_004, "Unknown Guild") }], contract.headers);
    const tested = await discord.test({ workspaceId: uuidv7(), now: NOW }, accessTo(contract, provider, egress));
    expect(tested.outcome).toMatchObject({ kind: "inactive", reason: "oauth_authorization_revoked" });
  });
});
