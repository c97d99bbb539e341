import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { refused } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { renderTemplate } from "../kit/render-template.ts";

/**
 * A payload's text in Slack's mrkdwn: `&`, `<` and `>` are all that Slack reads as control characters, so no value can
 * call `<!channel>` or forge a link. After a `<` of the template's own, where a value stands for a link's address, it
 * cannot begin a mention either.
 */
export function escapeText(value: string, before: string): string {
  const text = before === "<" ? value.replace(/^[!@#]+/, "") : value;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export const slackActions: Record<string, ProviderAction> = {
  send_message: {
    label: "Send message",
    noun: "message",
    description: "Posts a message to a channel",
    inputs: [
      { kind: "simple", key: "channels", field: "id", label: "Channel", noun: "channel", required: true },
      {
        kind: "field",
        key: "template",
        field: "template",
        label: "Message",
        type: "textarea",
        description: "The text, with {{field}} or {{a.b}} for values of the event's payload",
        placeholder: "{{email}} has signed up",
        required: true,
      },
    ],
    perform: sendMessage,
  },
};

const Posted = z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() });

async function sendMessage({ api, metadata, event, budget }: ActionRun): Promise<ActionResult> {
  const text = renderTemplate(asText(metadata["template"]), event.payload, escapeText, budget);
  if (!text.ok) return text;
  if (text.value.trim() === "")
    return refused("mapping", "The message is empty: the payload has no value for its template");
  return api.read(
    {
      method: "POST",
      path: "/chat.postMessage",
      headers: { "content-type": "application/json; charset=utf-8" },
      json: { channel: metadata.id, text: text.value, unfurl_links: false, unfurl_media: false },
    },
    Posted,
  );
}
