export type Table = { title: string; head: readonly string[]; rows: readonly (readonly Cell[])[] };
type Cell = string | number;

/** Columns of equal width; the first stands left, figures stand right. */
export function renderTable({ title, head, rows }: Table): string {
  const texts = [head, ...rows.map((row) => row.map(formatCell))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const lines = texts.map((row) =>
    row
      .map((text, column) => pad(text, column, widths))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [title, lines[0], rule, ...lines.slice(1)].join("\n");
}

function pad(text: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

function formatCell(cell: Cell): string {
  if (typeof cell === "string") return cell;
  const digits = Math.abs(cell) >= 100 ? 0 : Math.abs(cell) >= 10 ? 1 : 2;
  return cell.toLocaleString("en-US", { maximumFractionDigits: Number.isInteger(cell) ? 0 : digits });
}
