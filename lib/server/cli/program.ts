import { Command, CommanderError } from "commander";
import { VERSION } from "#lib/server/runtime/version.ts";
import { addDatabase } from "./database.ts";
import { addEvents } from "./events.ts";
import { addKeys } from "./key.ts";
import { addOrganizations } from "./organization.ts";
import { addSecrets } from "./secrets.ts";
import { addSessions } from "./session.ts";
import type { Shell } from "./shell.ts";
import { addWorkspaces } from "./workspace.ts";

const AFTER = `
Every command takes --json, for one JSON document on standard output; then call it with npm run --silent.
It works on the database of DATABASE_URL, else on the embedded one in MESHES_DATA_DIR, also while a server runs there.
Exit codes: 0 done, 1 failed, 2 called wrongly.`;

/** `npm run meshes -- <noun> <verb>`: what an operator does that has no endpoint. */
export function createProgram(shell: Shell): Command {
  const program = new Command("meshes")
    .description("Operate a Meshes server")
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText("after", AFTER);
  for (const add of [addOrganizations, addKeys, addWorkspaces, addSessions, addSecrets, addDatabase, addEvents]) {
    add(program, shell);
  }
  return program;
}

/** Whether somebody asked for help, and has got it. */
export function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.exitCode === 0;
}

/** The noun and verb that were called, as far as there are such. */
export function commandPath(program: Command, args: readonly string[]): string {
  const noun = program.commands.find((command) => command.name() === args[0]);
  const verb = noun?.commands.find((command) => command.name() === args[1]);
  return [noun, verb].map((command) => (command === undefined ? "" : `${command.name()} `)).join("");
}
