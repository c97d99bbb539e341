import { diffLines } from "diff";
import type { ResponseDetails } from "#lib/contracts/attempts.ts";
import { listChildren } from "#lib/contracts/json-text.ts";

type Request = ResponseDetails["request"];
export type DiffLine =
  | { kind: "same" | "added" | "removed"; text: string }
  /** Lines that are the same, too far from a change to matter. */
  | { kind: "skipped"; count: number };

/** Shown around each change. */
const CONTEXT_LINES = 3;
/** Two bodies that have little in common take long to compare, and nobody would learn from it. */
const TIMEOUT_MS = 500;

/** What changed from one request to the other, line by line; undefined where they have too little in common. */
export function diffRequests(before: Request, after: Request): DiffLine[] | undefined {
  const changes = diffLines(requestText(before), requestText(after), { timeout: TIMEOUT_MS });
  if (changes === undefined) return undefined;
  const lines = changes.flatMap(({ value, added, removed }) => {
    const kind = added ? "added" : removed ? "removed" : "same";
    return value
      .replace(/\n$/, "")
      .split("\n")
      .map((text) => ({ kind, text }) as const);
  });
  return withoutDistant(lines);
}

export function hasChanges(lines: readonly DiffLine[]): boolean {
  return lines.some(({ kind }) => kind === "added" || kind === "removed");
}

type ChangeLine = Exclude<DiffLine, { kind: "skipped" }>;

function withoutDistant(lines: readonly ChangeLine[]): DiffLine[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === "same" ? [] : [index]));
  const isNear = (index: number) => changed.some((at) => Math.abs(at - index) <= CONTEXT_LINES);
  const shown: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear(index)) shown.push(line);
    else if (last?.kind === "skipped") last.count += 1;
    else shown.push({ kind: "skipped", count: 1 });
  }
  return shown;
}

/** The request in lines that can be compared: the order of headers means nothing, and JSON stands token by token. */
export function requestText({ method, url, headers, body }: Request): string {
  const sorted = Object.entries(headers)
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted();
  return `${[`${method} ${url}`, ...sorted, "", bodyText(body)].join("\n").trimEnd()}\n`;
}

function bodyText(body: string): string {
  try {
    JSON.parse(body);
  } catch {
    return body;
  }
  return linesOf(body.trim(), "").join("\n");
}

function linesOf(text: string, indent: string, name = ""): string[] {
  const children = listChildren(text);
  if (children.length === 0) return [`${indent}${name}${text}`];
  const isObject = text.startsWith("{");
  const inside = children.flatMap(({ key, text: child }) =>
    linesOf(child, `${indent}  `, key === undefined ? "" : `${key}: `),
  );
  return [`${indent}${name}${isObject ? "{" : "["}`, ...inside, `${indent}${isObject ? "}" : "]"}`];
}
