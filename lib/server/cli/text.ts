/** How commands write for people: aligned tables and lists of facts. */
export type Cell = string | number | null | undefined;

const GAP = "  ";

export function table(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [headings, ...rows.map((row) => row.map(toText))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines.map((line) => align(line, widths)).join("\n");
}

/** One line for each fact; what there is none of is left out. */
export function facts(items: readonly (readonly [label: string, value: Cell])[]): string {
  const known = items.filter(([, value]) => value !== undefined && value !== null);
  const width = Math.max(...known.map(([label]) => label.length));
  return known.map(([label, value]) => align([label, toText(value)], [width])).join("\n");
}

/** "2026-11-23 09:05:12Z": sortable, and the same everywhere. */
export function when(time: string | null | undefined): string | undefined {
  return time === null || time === undefined ? undefined : `${time.slice(0, 19).replace("T", " ")}Z`;
}

function align(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(GAP)
    .trimEnd();
}

/** Names come from customers: no character of theirs may steer the terminal. */
function toText(cell: Cell): string {
  return String(cell ?? "-").replaceAll(/\p{Cc}/gu, "\u{fffd}");
}
