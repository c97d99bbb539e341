import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import type { WorkBudget } from "#lib/server/runtime/work-budget.ts";
import type { Settings } from "../kit/access.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { renderTemplate } from "../kit/render-template.ts";
import { guildId, forgetChannel, requireChannel } from "./channels.ts";
import { findCooldown, startCooldown } from "./cooldown.ts";
import { escapeCode, escapeText, EMBEDS_CHARACTERS_MAX, fitEmbed, type Embed } from "./embed.ts";

/** The 128 bits of a rule event's id in the 25 characters that a nonce may have: one message for all of its attempts. */
export function toNonce(ruleEventId: string): string {
  return BigInt(`0x${ruleEventId.replaceAll("-", "")}`).toString(36);
}

/**
 * A channel that the bot knew answers "missing access" when the bot may not see it any more, and when it was put out of
 * the server. Only the server itself tells one from the other.
 */
export async function requireBot(api: ProviderApi, settings: Settings): Promise<Loaded<undefined>> {
  const server = await api.send({ path: `/guilds/${encodeURIComponent(guildId(settings))}` });
  if (server.ok) return { ok: true, value: undefined };
  const { statusCode } = server.fault;
  if (statusCode !== 403 && statusCode !== 404) return server;
  return refused("auth_revoked", "The bot is no longer in the connected Discord server", {
    statusCode,
    exchange: server.fault.exchange,
  });
}

/** What the template's author put between backticks: a block, or a part of a line. */
const CODE = /((?<!\\)```[^]*?```|(?<!\\)`[^`\n]+`)/;

/** A template with its values, each escaped for where it stands. Ends where no more could be shown. */
export function renderMarkdown(
  template: string,
  payload: Readonly<Record<string, unknown>>,
  budget: WorkBudget,
): Loaded<string> {
  let text = "";
  for (const [index, part] of template.split(CODE).entries()) {
    const rendered = renderTemplate(part, payload, index % 2 === 1 ? escapeCode : escapeText, budget);
    if (!rendered.ok) return rendered;
    text += rendered.value;
    if (text.length > EMBEDS_CHARACTERS_MAX) break;
  }
  return { ok: true, value: text };
}

export const discordActions: Record<string, ProviderAction> = {
  send_message: {
    label: "Send message",
    noun: "message",
    description: "Posts an embed, a title with a text below, to a channel of the server",
    inputs: [
      { kind: "simple", key: "channels", field: "id", label: "Channel", noun: "channel", required: true },
      {
        kind: "field",
        key: "title",
        field: "title",
        label: "Title",
        type: "text",
        description: "Shortened to 256 characters",
        placeholder: "New sign-up",
        required: true,
      },
      {
        kind: "field",
        key: "template",
        field: "template",
        label: "Message",
        type: "textarea",
        description:
          "The text, with {{field}} or {{a.b}} for values of the event's payload. Shortened to 4,096 characters",
        placeholder: "{{email}} has signed up",
        required: true,
      },
    ],
    check: (reading, metadata) => requireChannel(metadata.id ?? "", reading),
    perform: sendMessage,
  },
};

async function sendMessage(run: ActionRun): Promise<ActionResult> {
  const { metadata, memory, now } = run;
  const channel = metadata.id ?? "";
  const embed = buildEmbed(run);
  if (!embed.ok) return embed;
  const held = await findCooldown(channel, memory, now);
  if (!held.ok) return held;
  const result = await post(run, channel, embed.value);
  if (!result.ok) await startCooldown(channel, memory, now, result.fault);
  return result;
}

function buildEmbed({ metadata, event, budget }: ActionRun): Loaded<Embed> {
  const title = renderMarkdown(asText(metadata["title"]), event.payload, budget);
  if (!title.ok) return title;
  const description = renderMarkdown(asText(metadata["template"]), event.payload, budget);
  if (!description.ok) return description;
  const embed = fitEmbed({ title: title.value, description: description.value });
  if (Object.keys(embed).length > 0) return { ok: true, value: embed };
  return refused("mapping", "The message is empty: the payload has no value for its templates");
}

const Posted = z.object({ id: z.string() });

async function post(run: ActionRun, channel: string, embed: Embed): Promise<ActionResult> {
  const { api, settings, memory, event, ruleEventId } = run;
  const owned = await requireChannel(channel, run);
  if (!owned.ok) return owned;
  const posted = await api.read(
    {
      method: "POST",
      path: `/channels/${encodeURIComponent(channel)}/messages`,
      json: {
        embeds: [{ ...embed, timestamp: event.createdAt.toISOString() }],
        allowed_mentions: { parse: [] },
        nonce: toNonce(ruleEventId),
        enforce_nonce: true,
      },
    },
    Posted,
  );
  if (posted.ok) return posted;
  if (posted.fault.class === "target_gone") await forgetChannel(channel, settings, memory);
  if (posted.fault.code !== MISSING_ACCESS) return posted;
  const server = await requireBot(api, settings);
  return server.ok ? posted : server;
}

const MISSING_ACCESS = "50001";
