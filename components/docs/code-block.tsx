import { CopyButton } from "#components/patterns/copy-button.tsx";
import { cn } from "#components/ui/cn.ts";

/** Comments, keys of JSON, and quoted text: enough to find one's way in a short example. */
const TOKENS = /(?<comment>(?<=^|\s)(?:#|\/\/) .*$)|(?<key>"[\w…]+"(?=: ))|(?<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')/gm;

type Kind = "plain" | "comment" | "key" | "text";
type Part = { at: number; text: string; kind: Kind };

function tokenKind(groups: Record<string, string | undefined>): Kind {
  if (groups["comment"] !== undefined) return "comment";
  return groups["key"] === undefined ? "text" : "key";
}

function splitTokens(code: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of code.matchAll(TOKENS)) {
    if (match.index > at) parts.push({ at, text: code.slice(at, match.index), kind: "plain" });
    parts.push({ at: match.index, text: match[0], kind: tokenKind(match.groups ?? {}) });
    at = match.index + match[0].length;
  }
  if (at < code.length) parts.push({ at, text: code.slice(at), kind: "plain" });
  return parts;
}

const LOOKS: Record<Kind, string | undefined> = {
  plain: undefined,
  comment: "text-soft italic",
  key: "text-info",
  text: "text-success",
};

type CodeBlockProps = { language: string; text: string; caption?: string | undefined };

/** A block of code that scrolls by itself. Copying is the only thing that needs JavaScript. */
export function CodeBlock({ language, text, caption }: CodeBlockProps) {
  return (
    <figure className="relative my-4 rounded-md border bg-muted">
      {caption === undefined ? null : (
        <figcaption className="border-b px-3 py-1.5 font-mono text-xs text-soft">{caption}</figcaption>
      )}
      <pre
        role="region"
        aria-label={caption ?? `Code, ${language}`}
        tabIndex={0}
        className="overflow-x-auto p-3 pr-12 font-mono text-sm leading-relaxed"
      >
        <code>
          {language === "text"
            ? text
            : splitTokens(text).map((part) => (
                <span key={part.at} className={LOOKS[part.kind]}>
                  {part.text}
                </span>
              ))}
        </code>
      </pre>
      <div className={cn("absolute right-1 rounded-md", caption === undefined ? "top-1.5 bg-muted" : "top-0")}>
        <CopyButton value={text} label="Copy" />
      </div>
    </figure>
  );
}
