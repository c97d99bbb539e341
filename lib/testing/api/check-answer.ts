import { findProblem } from "../openapi/closed-validators.ts";
import { contentOf, operations, schemaAt, type Operation } from "../openapi/openapi-document.ts";

export type Exchange = { method: string; url: string; status: number; headers: Headers; text: string };

const PREFIX = "/api/v1";
const SELF = `${PREFIX}/openapi.json`;
const ENVELOPE = "#/components/schemas/Error";

const byPath = [...Map.groupBy(operations, ({ path }) => path)].map(([path, known]) => ({
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  isTemplate: path.includes("{"),
  known,
}));

/** What the document says about this request: an operation, a path without this method, or nothing. */
export function findOperation(method: string, url: string): Operation | "no method" | "no path" {
  const path = decoded(new URL(url).pathname);
  const found = byPath
    .filter(({ pattern }) => pattern.test(path))
    .toSorted((a, b) => Number(a.isTemplate) - Number(b.isTemplate))[0];
  if (found === undefined) return "no path";
  return found.known.find((operation) => operation.method === (method === "HEAD" ? "GET" : method)) ?? "no method";
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Everything in which an answer below `/api/v1` is not what the document says. */
export function checkAnswer(exchange: Exchange): string[] {
  const { pathname } = new URL(exchange.url);
  if (!pathname.startsWith(`${PREFIX}/`) || pathname === SELF) return [];
  const operation = findOperation(exchange.method, exchange.url);
  if (exchange.method === "OPTIONS" && exchange.status === 204) return [];
  return [...checkBody(exchange, operation), ...checkHeaders(exchange, operation)];
}

function checkBody({ method, status, headers, text }: Exchange, operation: ReturnType<typeof findOperation>): string[] {
  const content = declared(operation, status);
  if (content === undefined) return [`the status ${status} is not declared`];
  if (method === "HEAD") return text === "" ? [] : ["HEAD has a body"];
  const type = headers.get("content-type")?.split(";")[0] ?? "none";
  const schema = content[type]?.schema;
  if (schema === undefined) return [`the content type ${type} is not declared for ${status}`];
  if (type !== "application/json") return [];
  const problem = findProblem(schema, JSON.parse(text));
  return problem === undefined ? [] : [`${problem}: ${text.slice(0, 500)}`];
}

function declared(operation: ReturnType<typeof findOperation>, status: number): ReturnType<typeof contentOf> {
  const isRefused = (operation === "no path" && status === 404) || (operation === "no method" && status === 405);
  if (isRefused) return { "application/json": { schema: schemaAt(ENVELOPE) } };
  return typeof operation === "string" ? undefined : contentOf(operation, status);
}

const PROMISED: Record<number, string> = { 405: "allow", 429: "retry-after", 503: "retry-after" };

function checkHeaders({ status, headers }: Exchange, operation: ReturnType<typeof findOperation>): string[] {
  const needed = ["x-request-id", "x-content-type-options", "cache-control", PROMISED[status] ?? "x-request-id"];
  const missing = needed.filter((name) => !headers.has(name)).map((name) => `the header ${name} is missing`);
  const isShared = typeof operation !== "string" && operation.security.some((scheme) => "publishableKey" in scheme);
  const isOpened = [...headers.keys()].some((name) => name.startsWith("access-control-"));
  return isOpened && !isShared ? [...missing, "other sites may read it"] : missing;
}
