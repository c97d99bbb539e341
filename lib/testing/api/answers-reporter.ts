import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { missingAnswers } from "./missing-answers.ts";

/** After a complete and good run: fails it when an answer that the document declares was never seen. */
export default class AnswersReporter implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[], _errors: readonly unknown[], reason: string): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined || reason !== "passed" || !(await isComplete(vitest, modules))) return;
    const server = vitest.projects.find(({ name }) => name === "node");
    if (server === undefined) return;
    const { answersDir } = server.getProvidedContext();
    const lines = readdirSync(answersDir).flatMap((name) =>
      readFileSync(join(answersDir, name), "utf8").trim().split("\n"),
    );
    const missing = missingAnswers(lines);
    if (missing.length === 0) return;
    vitest.logger.error(`No test has seen these declared answers:\n  ${missing.join("\n  ")}`);
    process.exitCode = 1;
  }
}

async function isComplete(vitest: Vitest, modules: readonly TestModule[]): Promise<boolean> {
  const all = await vitest.globTestSpecifications();
  return modules.length === all.length && vitest.config.testNamePattern === undefined;
}
