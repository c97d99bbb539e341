import { checkAnswer } from "./check-answer.ts";
import { recordSeen } from "./seen.ts";

/** An answer that the OpenAPI document does not declare. No test may swallow it. */
export class UndeclaredAnswer extends Error {}

/** `fetch` for tests: every answer of the API is what the OpenAPI document says, or this fails. */
export async function checkedFetch(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init);
  const { status, headers } = response;
  const method = init.method ?? "GET";
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const text = isStream ? "" : await response.clone().text();
  const problems = checkAnswer({ method, url: response.url, status, headers, text });
  if (problems.length > 0) throw new UndeclaredAnswer(`${method} ${url} answered ${status}: ${problems.join("; ")}`);
  recordSeen({ method, url: response.url, status, credential: new Headers(init.headers) });
  return response;
}
