import type { Spend } from "#lib/server/runtime/work-budget.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#x60;",
  "=": "&#x3D;",
};

/** A payload's text in HTML, also in an attribute that the template's author did not quote. */
export function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? character);
}

const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

export function unescapeHtml(text: string): string {
  return text.replaceAll(/&(?:[a-z]+|#x?[0-9A-F]+);/gi, (entity) =>
    entity === "&nbsp;" ? " " : (CHARACTERS.get(entity) ?? entity),
  );
}

const TOKEN = /<[^<>]*>|[^<]+|</g;
const TAG = /^<(\/?)([a-z][a-z0-9]*)/i;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;
const BLOCKS = /^(address|article|blockquote|br|div|footer|h[1-6]|header|hr|li|ol|p|section|table|tr|ul)$/;
const HIDDEN = /^(head|script|style|title)$/;

type Token = { text: string; tag: string; isEnd: boolean };

/** So often it is asked whether there is time for more: asking costs as much as some hundred characters. */
const STEP_CHARACTERS = 4_096;
/** Of a text that is read and written several times: its comments, its marks, its lines. */
const READINGS = 4;

/**
 * What HTML says without its markup: the part of a mail for readers that show none. Links keep their addresses.
 * Undefined when it would be more work than may be spent.
 */
export function plainText(html: string, spend: Spend): string | undefined {
  if (!spend(html.length * READINGS)) return undefined;
  let text = "";
  let link: string | undefined;
  let unasked = 0;
  for (const token of visibleTokens(html)) {
    unasked += token.text.length;
    if (unasked >= STEP_CHARACTERS) {
      if (!spend(0)) return undefined;
      unasked = 0;
    }
    text += toPlainWords(token, link);
    if (token.tag === "a") link = token.isEnd ? undefined : readHref(token.text);
  }
  return tidied(unescapeHtml(text));
}

function* visibleTokens(html: string): Generator<Token> {
  let hidden: string | undefined;
  for (const [text] of withoutComments(html).matchAll(TOKEN)) {
    const [, slash, name = ""] = (text.endsWith(">") ? TAG.exec(text) : null) ?? [];
    const token = { text, tag: name.toLowerCase(), isEnd: slash === "/" };
    if (hidden === undefined && HIDDEN.test(token.tag) && !token.isEnd) hidden = token.tag;
    if (hidden === undefined) yield token;
    else if (token.tag === hidden && token.isEnd) hidden = undefined;
  }
}

/** One that does not end hides what comes until the next. */
function withoutComments(html: string): string {
  const [first = "", ...rest] = html.split("<!--");
  return first + rest.map((part) => (part.includes("-->") ? part.slice(part.indexOf("-->") + 3) : "")).join("");
}

function toPlainWords({ text, tag, isEnd }: Token, link: string | undefined): string {
  if (tag === "") return text.startsWith("<!") ? "" : text.replaceAll(/\s+/g, " ");
  if (tag === "a") return isEnd && link !== undefined ? ` (${link})` : "";
  if (!BLOCKS.test(tag)) return "";
  return tag === "li" && !isEnd ? "\n- " : "\n";
}

function readHref(token: string): string | undefined {
  const [, double, single] = HREF.exec(token) ?? [];
  return double ?? single;
}

function tidied(text: string): string {
  const lines = text.split("\n").map((line) => line.replaceAll(/[ \t]+/g, " ").trim());
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
