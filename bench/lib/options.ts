import { parseArgs } from "node:util";

export type Options = {
  name: string | undefined;
  isHelp: boolean;
  /** How long each phase is measured, when not the benchmark's own length. */
  seconds: number | undefined;
  databaseUrl: string | undefined;
};

export function readOptions(args: string[], env: Record<string, string | undefined>): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  return {
    name: positionals[0],
    isHelp: values.help === true || positionals[0] === "help",
    seconds: parseSeconds(values.seconds ?? env["BENCH_SECONDS"]),
    databaseUrl: env["DATABASE_URL"] === "" ? undefined : env["DATABASE_URL"],
  };
}

function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const seconds = Number(text);
  if (!(seconds >= 1 && seconds <= 3600)) throw new Error("--seconds takes a number from 1 to 3600");
  return seconds;
}
