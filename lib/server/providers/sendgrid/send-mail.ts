import { asText } from "#lib/contracts/render-text.ts";
import { requireEmail } from "../kit/contact-data.ts";
import { refused, type Loaded } from "../kit/fault.ts";
import { escapeLine, escapeMailbox } from "../kit/header-text.ts";
import { parseMailbox, type Mailbox } from "../kit/mailbox.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import { renderTemplate } from "../kit/render-template.ts";
import { collectVariables } from "./fields.ts";
import { escapeHtml, plainText } from "./plain-text.ts";

/** What both actions put together; the mapped values and the payload are what templates see. */
type Mail = { to: Mailbox; from: Mailbox; replyTo?: Mailbox; subject: string; variables: Record<string, unknown> };

export async function sendTemplate(run: ActionRun): Promise<ActionResult> {
  const mail = buildMail(run);
  if (!mail.ok) return mail;
  const { subject, variables } = mail.value;
  return send(run, mail.value, {
    personalization: { dynamic_template_data: variables },
    // The template's own subject wins, unless it is made of {{subject}}.
    content: { template_id: run.metadata.id, ...(subject === "" ? {} : { subject }) },
  });
}

export async function sendHtml(run: ActionRun): Promise<ActionResult> {
  const mail = buildMail(run);
  if (!mail.ok) return mail;
  const { subject } = mail.value;
  const html = renderTemplate(
    asText(run.metadata["body"]),
    templateView(run, mail.value.variables),
    escapeHtml,
    run.budget,
  );
  if (!html.ok) return html;
  if (subject === "") return refused("mapping", "The subject is empty: the payload has no value for its template");
  if (html.value.trim() === "")
    return refused("mapping", "The mail is empty: the payload has no value for its template");
  const plain = run.budget.run((spend) => plainText(html.value, spend));
  const parts = [
    // Readers show the last part that they can.
    ...(plain === undefined || plain === "" ? [] : [{ type: "text/plain", value: plain }]),
    { type: "text/html", value: html.value },
  ];
  const sent = await send(run, mail.value, { content: { subject, content: parts } });
  return sent.ok && plain === undefined ? { ...sent, warnings: [NO_PLAIN_PART] } : sent;
}

const NO_PLAIN_PART = {
  dest: "body",
  message: "The mail was too large to make a part of plain text of it, so it was sent as HTML alone",
};

function buildMail(run: ActionRun): Loaded<Mail> {
  const { data, metadata } = run;
  const email = requireEmail(data, "to_email");
  if (!email.ok) return email;
  const variables = collectVariables(data);
  if (!variables.ok) return variables;
  const view = templateView(run, variables.value);
  const sender = renderTemplate(asText(metadata["from"]), view, escapeMailbox, run.budget);
  const from = sender.ok ? parseMailbox(sender.value) : sender;
  if (!from.ok) return from;
  const subject = renderTemplate(asText(metadata["subject"]), view, escapeLine, run.budget);
  if (!subject.ok) return subject;
  const answers = asText(data["reply_to"]).trim();
  const replyTo = answers === "" ? undefined : parseMailbox(answers);
  if (replyTo?.ok === false) return replyTo;
  const name = escapeLine(asText(data["to_name"])).trim();
  return {
    ok: true,
    value: {
      to: { email: email.value, ...(name === "" ? {} : { name }) },
      from: from.value,
      ...(replyTo === undefined ? {} : { replyTo: replyTo.value }),
      subject: subject.value.trim(),
      variables: variables.value,
    },
  };
}

function templateView({ event }: ActionRun, variables: Record<string, unknown>): Record<string, unknown> {
  return { ...event.payload, ...variables };
}

/** No idempotency key exists; `custom_args` stand inside, as the specification has them as a text outside. */
function send(
  { api, ruleEventId }: ActionRun,
  { to, from, replyTo }: Mail,
  { personalization = {}, content }: { personalization?: object; content: object },
): Promise<ActionResult> {
  const json = {
    personalizations: [{ to: [to], ...personalization, custom_args: { delivery_id: ruleEventId } }],
    from,
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
    ...content,
  };
  return api.send({ method: "POST", path: "/v3/mail/send", json });
}
