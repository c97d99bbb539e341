import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearch } from "#lib/contracts/event-search.ts";
import { MappingTransform } from "#lib/contracts/mappings.ts";
import { pathsIn, renderText } from "#lib/contracts/render-text.ts";
import { transform } from "#lib/server/domain/connections/mappings/transform.ts";
import { emailMatcher, payloadMatcher } from "#lib/server/domain/events/payload-matchers.ts";
import { headerProblem } from "#lib/server/egress/check-headers.ts";
import { renderMarkdown } from "#lib/server/providers/discord/actions.ts";
import { escapeCode, escapeText as escapeForDiscord } from "#lib/server/providers/discord/embed.ts";
import { escapeLine, escapeMailbox } from "#lib/server/providers/kit/header-text.ts";
import { parseMailbox } from "#lib/server/providers/kit/mailbox.ts";
import { recordExchange, maskTexts } from "#lib/server/providers/kit/mask.ts";
import { parseJson } from "#lib/server/providers/kit/parse-json.ts";
import { isPlainPath } from "#lib/server/providers/kit/provider-api.ts";
import { literal } from "#lib/server/providers/salesforce/api.ts";
import { escapeHtml, unescapeHtml, plainText } from "#lib/server/providers/sendgrid/plain-text.ts";
import { escapeText as escapeForSlack } from "#lib/server/providers/slack/actions.ts";
import { parseDurations } from "#lib/server/runtime/durations.ts";
import { parseRetryAfter } from "#lib/server/runtime/retry-after.ts";
import { replaceText } from "#lib/server/runtime/text.ts";
import { createWorkBudget } from "#lib/server/runtime/work-budget.ts";
import { measureCpuMs } from "#lib/testing/server/cpu-time.ts";

const NOW = new Date("2026-01-01T00:00:00Z");
const UNBOUNDED = { cpuMs: 1e9, charactersMax: Infinity };
const escape = (value: string, before: string) => escapeForSlack(value, before);
const fill = (template: string, payload: Record<string, unknown>) =>
  renderText(template, payload, escape, { charactersMax: Infinity });

/** Every part of the product that reads foreign text character by character. */
const SCANNERS: Record<string, (text: string) => unknown> = {
  "the text of a template": (text) => fill(text, { a: "<!" }),
  "the paths of a template": (text) => pathsIn(text),
  "the values of a template": (text) => fill("<{{a}}{{b}}".repeat(text.length / 50), { a: text.slice(0, 50), b: "!" }),
  "a template of Discord": (text) => renderMarkdown(text, { a: "`" }, createWorkBudget(UNBOUNDED)),
  "the escapes of Slack": (text) => escapeForSlack(text, "<"),
  "the escapes of Discord": (text) => escapeForDiscord(text),
  "the escapes of code in Discord": (text) => escapeCode(text),
  "the escapes of HTML": (text) => unescapeHtml(escapeHtml(text)),
  "the entities of HTML": (text) => unescapeHtml(text),
  "the words of HTML": (text) => plainText(text, () => true),
  "a line of a mail's head": (text) => escapeMailbox(escapeLine(text)),
  "a sender": (text) => parseMailbox(text),
  "a literal of SOQL": (text) => literal(text),
  "what a provider answers": (text) => parseJson(text),
  "a path": (text) => isPlainPath(text),
  "Retry-After": (text) => parseRetryAfter(text, NOW),
  "a header": (text) => headerProblem(text, text),
  "a mask": (text) => maskTexts(text, [text.slice(0, 1000), `b${text.slice(0, 4000)}`]),
  "a word": (text) => replaceText(text, text.slice(0, text.length / 4), ""),
  "the details of an attempt": (text) =>
    recordExchange(
      { method: "POST", url: "https://a.example/", headers: {}, body: text, ...secretsOf(text) },
      { kind: "response", statusCode: 500, headers: { a: text }, body: text, truncated: false, durationMs: 1 },
    ),
  "a search in payloads": (text) => payloadMatcher(`a:${text}`).matches(JSON.stringify({ a: text })),
  "an address in payloads": (text) => emailMatcher("a@b.co").matches(JSON.stringify({ a: `${text}a@b.co`, b: text })),
  "a text to search for": (text) => [parseSearch(text), parseSearch(`${text}@a.co`)],
  "a deep path": (text) => payloadMatcher(`${text}:1`).matches('{"a":{"a":1}}'),
  "a list of durations": (text) => {
    try {
      parseDurations(text);
    } catch {
      // What is none is refused.
    }
  },
};

const secretsOf = (text: string) => ({ secretHeaders: new Set<string>(), secretTexts: [text.slice(0, 4000)] });

const TRANSFORMS = [
  ...["to_string", "to_number", "to_boolean", "trim", "lower", "upper", "to_date", "to_datetime"].map((type) => ({
    type,
  })),
  { type: "to_datetime", timezone: "Europe/Paris" },
  { type: "substring", start: 10 },
  { type: "substring", start: 10, length: 1_000_000 },
];
for (const given of TRANSFORMS) {
  const by = MappingTransform.parse(given);
  SCANNERS[`the transform ${JSON.stringify(given)}`] = (text) => transform(text, by);
}

const BLOCKS =
  '{{|}}|{|}| |\t|\n|a|e|1|-|.|/|\\|<|<!|<!--|-->|>|<a href="|href|=|"|\'|`|```|&|&amp;|@everyone|http://|#|,|;|:|%2e|[|]|](|é|😀|\u0000|0|T'.split(
    "|",
  );
const block = fc.array(fc.constantFrom(...BLOCKS), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(""));
const texts = fc.tuple(block, block, block, block).map(([before, first, second, after]) => (length: number) => {
  const of = (repeated: string, characters: number) => repeated.repeat(Math.ceil(characters / repeated.length));
  return before + of(first, length / 2) + of(second, length / 2) + after;
});

const SHORT = 4_000;
const TIMES = 16;
/** Below this nothing freezes, and clocks are too coarse to compare. */
const CPU_MS_FREE = 12;
/** Quadratic work on the long text would take `TIMES` times as long as `TIMES` short ones. */
const TOLERANCE = 5;

/** Undefined when the work grows with the text; the least of several measurements, as disturbances only add. */
function growthProblem(
  scan: (text: string) => unknown,
  text: (length: number) => string,
  characters = SHORT,
): string | undefined {
  const [short, long] = [text(characters), text(characters * TIMES)];
  const least = (work: () => void) => Math.min(...[1, 2, 3].map(() => measureCpuMs(work)));
  if (measureCpuMs(() => scan(long)) < CPU_MS_FREE) return undefined;
  // As many characters both times, so that a clock that ticks every few milliseconds sees both.
  const before = least(() => {
    for (let n = 0; n < TIMES; n += 1) scan(short);
  });
  const after = least(() => void scan(long));
  const isLinear = after < Math.max(before, CPU_MS_FREE) * TOLERANCE;
  return isLinear
    ? undefined
    : `${before} ms for ${TIMES} texts of ${characters} characters, ${after} ms for one as long`;
}

describe("the work on foreign text grows with the text", () => {
  it.each(Object.entries(SCANNERS))("%s", (_name, scan) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(growthProblem(scan, text)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("and a scanner that does not is found", () => {
    const blanks = (length: number) => `{{${" ".repeat(length)}`;
    expect(growthProblem((text) => /\s+$/.test(`${text}x`), blanks, 1_500)).toBeDefined();
  });
});
