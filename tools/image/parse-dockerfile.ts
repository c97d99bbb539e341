export type Step = { instruction: string; text: string };
export type Stage = { name: string; base: string; steps: Step[] };

/** The stages of a Dockerfile in their order; one without a name has that of its position. */
export function parseDockerfile(source: string): Stage[] {
  const stages: Stage[] = [];
  for (const { instruction, text } of stepsOf(source)) {
    if (instruction === "FROM") {
      const [base = "", , name = String(stages.length)] = text.split(/\s+/);
      stages.push({ name, base, steps: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined) throw new Error(`${instruction} stands before the first FROM`);
    stage.steps.push({ instruction, text });
  }
  return stages;
}

function stepsOf(source: string): Step[] {
  return source
    .replaceAll(/^\s*#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, instruction = "", text = ""] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? [];
      return { instruction: instruction.toUpperCase(), text: text.trim() };
    });
}

/** The files that the patterns of a .dockerignore leave in: the last one that says something about a file decides. */
export function withoutIgnored(files: readonly string[], dockerignore: string): string[] {
  const rules = dockerignore
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ isIgnored: !line.startsWith("!"), pattern: patternOf(line.replace(/^!/, "")) }));
  return files.filter((file) => rules.findLast(({ pattern }) => pattern.test(file))?.isIgnored !== true);
}

/** A folder stands for everything in it. */
function patternOf(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*)/).map((part) => {
    if (part === "**/") return "(?:.*/)?";
    return part === "*" ? "[^/]*" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}(?:/.*)?$`);
}
