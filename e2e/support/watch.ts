import { expect, type BrowserContext } from "@playwright/test";
import { watchApi } from "./watch-api.ts";

export type Watch = {
  /** What went wrong so far: error lines of consoles, uncaught errors, refused resources, requests to other origins. */
  problems: string[];
  /** Origins that pages may talk to. */
  origins: Set<string>;
  /** Error lines that this test causes on purpose. */
  expected: RegExp[];
  check(): Promise<void>;
};

/** Listens to everything that pages of this context complain about, in all their frames. */
export async function watchContext(context: BrowserContext, origins: readonly string[]): Promise<Watch> {
  const wrongAnswers = watchApi(context);
  const watch: Watch = {
    problems: [],
    origins: new Set(origins),
    expected: [],
    check: async () => {
      const problems = [...watch.problems, ...(await wrongAnswers())];
      const unexpected = problems.filter((problem) => !watch.expected.some((pattern) => pattern.test(problem)));
      expect(unexpected, "consoles without errors, requests to our own origins only, answers as documented").toEqual(
        [],
      );
    },
  };
  context.on("console", (message) => {
    if (message.type() === "error") watch.problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => watch.problems.push(`uncaught: ${String(error.error().stack)}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && !watch.origins.has(url.origin)) watch.problems.push(`request: ${url.href}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  return watch;
}
