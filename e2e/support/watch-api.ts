import type { BrowserContext, Request } from "@playwright/test";
import { checkAnswer } from "#lib/testing/api/check-answer.ts";

/** Everything in which the answers that pages got so far are not what the OpenAPI document says. */
export type ApiWatch = () => Promise<string[]>;

export function watchApi(context: BrowserContext): ApiWatch {
  const found: Promise<string[]>[] = [];
  context.on("requestfinished", (request) => {
    if (new URL(request.url()).pathname.startsWith("/api/v1/")) found.push(check(request));
  });
  return async () => (await Promise.all(found)).flat();
}

async function check(request: Request): Promise<string[]> {
  // An answer that a test made up itself is not ours; one whose page is gone cannot be read any more.
  const response = await request.response().catch(() => null);
  if (response === null || response.headers()["x-content-type-options"] === undefined) return [];
  const headers = new Headers(response.headers());
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = isStream ? "" : await response.text().catch(() => undefined);
  if (text === undefined) return [];
  const method = request.method();
  const problems = checkAnswer({ method, url: request.url(), status: response.status(), headers, text });
  return problems.map((problem) => `answer: ${method} ${request.url()}: ${problem}`);
}
