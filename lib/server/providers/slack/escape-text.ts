/**
 * A payload's text in Slack's mrkdwn: `&`, `<` and `>` are all that Slack reads as control characters, so no value can
 * call `<!channel>` or forge a link. After a `<` of the template's own, where a value stands for a link's address, it
 * cannot begin a mention either.
 */
export function escapeText(value: string, before: string): string {
  const text = before === "<" ? value.replace(/^[!@#]+/, "") : value;
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
