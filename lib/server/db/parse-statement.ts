/** A statement without its comments, cut where its parameters stand: after each text but the last comes a parameter. */
export type ParsedStatement = { texts: string[]; names: string[] };

// What may hold a colon, a quote or a dollar sign that means something else, first; PostgreSQL 18, sections 4.1.1 to 4.1.5.
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*)`,
    String.raw`(?<block>/\*)`,
    String.raw`[eE]'(?:[^'\\]|\\[^]|'')*'`,
    String.raw`'(?:[^']|'')*'`,
    String.raw`"(?:[^"]|"")*"`,
    String.raw`[\p{L}_][\p{L}\p{N}_$]*`,
    String.raw`\$(?<tag>(?:[\p{L}_][\p{L}\p{N}_]*)?)\$[^]*?\$\k<tag>\$`,
    String.raw`::`,
    String.raw`:(?<parameter>[a-z_][a-z0-9_]*)`,
    String.raw`(?<wrong>['"]|\$)`,
    String.raw`[^]`,
  ].join("|"),
  "uy",
);

/**
 * Takes a file apart. A parameter is a colon and a name in small letters; a colon in a cast, a string, a quoted name or
 * a comment is none. Throws on what has no end, and on parameters that are numbered by hand.
 */
export function parseStatement(source: string): ParsedStatement {
  const texts = [""];
  const names: string[] = [];
  let at = 0;
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    const { comment, block, parameter, wrong } = match?.groups ?? {};
    if (wrong !== undefined) throw new Error(`Not part of a statement: ${source.slice(at, at + 20)}`);
    const text = match?.[0] ?? "";
    at = block === undefined ? at + text.length : endOfBlock(source, at);
    if (parameter === undefined)
      texts.push((texts.pop() ?? "") + (comment === undefined && block === undefined ? text : " "));
    else {
      names.push(parameter);
      texts.push("");
    }
  }
  const last = texts.length - 1;
  return { texts: texts.map((text, index) => trim(text, index === 0, index === last)), names };
}

/** Comments in PostgreSQL hold others. */
function endOfBlock(source: string, start: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(source); match !== null; match = mark.exec(source)) {
    depth += match[0] === "/*" ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  throw new Error(`A comment has no end: ${source.slice(start, start + 20)}`);
}

/** A statement ends with a semicolon in its file, and without one when it is sent. */
function trim(text: string, isFirst: boolean, isLast: boolean): string {
  const start = isFirst ? text.trimStart() : text;
  return isLast ? start.replace(/[\s;]+$/, "") : start;
}
