import { operations, type Operation } from "../openapi/openapi-document.ts";

const CREDENTIALS = ["none", "machine", "publishable", "session"];
/** Every operation can answer these for the same reason, so it is enough that one did. */
const ONCE = ["429", "500", "503"];

/** What the document declares and no test has seen, from lines of `operation status credential`. */
export function missingAnswers(lines: readonly string[]): string[] {
  const seen = lines.map((line) => line.split(" "));
  const statuses = new Set(seen.map(([operation, status]) => `${operation} ${status}`));
  const callers = new Set(seen.map(([operation, , credential]) => `${operation} ${credential}`));
  const anywhere = new Set(seen.map(([, status]) => status));
  return [
    ...operations.flatMap((operation) => [
      ...declaredOnce(operation).filter((pair) => !statuses.has(pair)),
      ...CREDENTIALS.map((kind) => `${operation.operationId} ${kind}`).filter((pair) => !callers.has(pair)),
    ]),
    ...ONCE.filter((status) => !anywhere.has(status)).map((status) => `any operation ${status}`),
  ];
}

function declaredOnce({ operationId, responses }: Operation): string[] {
  return Object.keys(responses)
    .filter((status) => !ONCE.includes(status))
    .map((status) => `${operationId} ${status}`);
}
