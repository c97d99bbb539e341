import type { Report, Target } from "./benchmark.ts";
import { renderTable } from "./table.ts";

/** Tables for people, then one line of JSON. Says whether every target holds. */
export function printReport(name: string, report: Report): boolean {
  const { machine, results, reference, targets } = report;
  const ok = targets.every(({ holds }) => holds);
  const tables = [...report.tables, targetTable(targets)].map(renderTable);
  const notes = report.notes.map((note) => `- ${note}`).join("\n");
  process.stdout.write(`\n${[machine, ...tables, notes].join("\n\n")}\n\n`);
  process.stdout.write(`${JSON.stringify({ name, ok, results, reference, targets, machine }, round)}\n`);
  return ok;
}

function targetTable(targets: readonly Target[]) {
  const rows = targets.map(({ name, limit, value, holds }) => [name, limit, value, holds ? "holds" : "MISSED"]);
  return { title: "Targets", head: ["", "target", "measured", ""], rows };
}

function round(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}
