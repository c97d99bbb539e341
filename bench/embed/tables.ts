import { atMost, type Target } from "../lib/benchmark.ts";
import type { Table } from "../lib/table.ts";
import type { Navigated, Opened } from "./open-page.ts";

const SCRIPT_KB_MAX = 200;
const ROW_MS_MAX = 2_000;

export type Launched = { name: string; opened: Opened };
export type Nested = { name: string; navigated: Navigated };

export function launchTargets({ name, opened }: Launched): Target[] {
  return [
    atMost(`${name}: scripts, kB`, opened.settledBytes / 1000, SCRIPT_KB_MAX),
    atMost(`${name}: first row, ms`, opened.ms, ROW_MS_MAX),
  ];
}

export function nestedTarget({ name, navigated }: Nested): Target {
  return atMost(`${name}: scripts, kB`, navigated.totalBytes / 1000, SCRIPT_KB_MAX);
}

export function launchTable(launched: readonly Launched[]): Table {
  const rows = launched.map(({ name, opened }) => [
    name,
    opened.ownBytes / 1000,
    opened.settledBytes / 1000,
    opened.ms,
  ]);
  return { title: "Opened by the host", head: ["", "own kB", "settled kB", "first row ms"], rows };
}

export function nestedTable(nested: readonly Nested[]): Table {
  const rows = nested.map(({ name, navigated: { addedBytes, totalBytes, ms } }) => [
    name,
    addedBytes / 1000,
    totalBytes / 1000,
    ms,
  ]);
  return { title: "Reached by a link", head: ["", "adds kB", "kB in all", "click to data ms"], rows };
}

export function referenceTable(floorMs: number, framework: number): Table {
  return {
    title: "References",
    head: ["", ""],
    rows: [
      ["an empty document in an iframe, ms", floorMs],
      ["Next's own chunks, kB", framework / 1000],
    ],
  };
}
