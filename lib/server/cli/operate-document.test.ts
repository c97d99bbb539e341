import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createProgram, isHelp } from "./program.ts";
import { createShell, type Shell } from "./shell.ts";

const text = readFileSync(fileURLToPath(new URL("../../../docs/operate.md", import.meta.url)), "utf8");
const commands = [...text.matchAll(/npm run (?:--silent )?meshes -- (.+)/g)].map(([, args = ""]) => args);

/** `create "Acme" --key` as the shell would split it. */
function split(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
}

it.each(commands)("the page of the operator calls the command line rightly: %s", async (line) => {
  const ran: string[] = [];
  const shell: Shell = {
    ...createShell(new AbortController().signal),
    confirm: () => Promise.resolve(),
    run: async (command) => void ran.push(command.name()),
  };
  const program = createProgram(shell);
  for (const noun of program.commands) {
    for (const command of [program, noun, ...noun.commands]) command.configureOutput({ writeOut: () => undefined });
  }
  const failure = await program.parseAsync(split(line), { from: "user" }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure === undefined || isHelp(failure), String(failure)).toBe(true);
  expect(ran.length).toBe(line.includes("--help") ? 0 : 1);
});

it("the page names every verb", () => {
  const program = createProgram(createShell(new AbortController().signal));
  for (const noun of program.commands) {
    for (const verb of noun.commands) expect(text).toMatch(new RegExp(`\`${noun.name()}[^|]*\\b${verb.name()}\``));
  }
});
