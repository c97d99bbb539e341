import { isDeepStrictEqual } from "node:util";
import { startReceiver, type Received } from "../api/receiver.ts";

/** `json` is sent as JSON; `hang` never answers, `drop` closes the connection, as often as the request comes. */
export type ScriptedAnswer =
  | { status: number; headers?: Record<string, string>; json?: unknown; text?: string }
  | "hang"
  | "drop";

/** One request that a provider must get, and what it answers. */
export type Step = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the API's base address, with the query as it is sent. */
  path: string;
  /** Beside those that every request of the provider carries. */
  headers?: Record<string, string>;
  /** JSON as a value, a form as a string; undefined for no body. */
  body?: unknown;
  answer: ScriptedAnswer;
};

export type ScriptedProvider = {
  url: string;
  received: readonly Received[];
  /** Answers these requests in this order; whatever else comes is answered 599 and told by `problems`. */
  script(steps: readonly Step[], headers: Readonly<Record<string, string>>): void;
  /** What was asked differently than scripted, or was not asked. */
  problems(): string[];
  close(): Promise<void>;
};

/** Of the connection, and so none of the provider's business. */
const OF_THE_CONNECTION = new Set(["host", "connection", "content-length", "transfer-encoding", "accept-encoding"]);
const OF_EVERY_REQUEST = { accept: "application/json", "user-agent": "Meshes/1.0" };

/** A provider's side over HTTP: a real server that knows exactly what it must be asked. */
export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const receiver = await startReceiver();
  const origin = new URL(receiver.url).origin;
  let steps: readonly Step[] = [];
  let problems: string[] = [];
  let next = 0;
  return {
    url: origin,
    received: receiver.received,
    script: (wanted, headers) => {
      steps = wanted;
      problems = [];
      next = 0;
      receiver.behave((received) => {
        if (isRepetition(steps[next - 1], received)) return "drop";
        const step = steps[next];
        next += 1;
        if (step === undefined) {
          problems.push(`Unexpected: ${received.method} ${received.path}`);
          return { status: 599 };
        }
        problems.push(...differences(step, received, { ...OF_EVERY_REQUEST, ...headers }));
        return toAnswer(step.answer);
      });
    },
    problems: () => [...problems, ...steps.slice(next).map(({ method, path }) => `Never asked: ${method} ${path}`)],
    close: receiver.close,
  };
}

/** A connection that was closed without a word is no answer: the same request may come once more on a fresh one. */
function isRepetition(step: Step | undefined, { method, path }: Received): boolean {
  return step?.answer === "drop" && step.method === method && step.path === path;
}

function toAnswer(answer: ScriptedAnswer) {
  if (answer === "hang" || answer === "drop") return answer;
  const { status, headers = {}, json, text } = answer;
  if (json === undefined) return { status, headers, body: text ?? "" };
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(json) };
}

function differences(step: Step, received: Received, headers: Readonly<Record<string, string>>): string[] {
  const sent = Object.fromEntries(Object.entries(received.headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
  const wanted = {
    ...(step.body === undefined ? {} : { "content-type": contentType(step) }),
    ...headers,
    ...step.headers,
  };
  const pairs: [what: string, wanted: unknown, got: unknown][] = [
    ["method", step.method, received.method],
    ["path", step.path, received.path],
    ["headers", lowerCase(wanted), sent],
    ["body", step.body ?? "", parseBody(step, received)],
  ];
  return pairs
    .filter(([, want, got]) => !isDeepStrictEqual(want, got))
    .map(
      ([what, want, got]) => `${step.method} ${step.path}: ${what} ${JSON.stringify(got)}, not ${JSON.stringify(want)}`,
    );
}

function contentType({ body }: Step): string {
  return typeof body === "string" ? "application/x-www-form-urlencoded" : "application/json";
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function parseBody(step: Step, { body }: Received): unknown {
  if (step.body === undefined || typeof step.body === "string" || body === "") return body;
  try {
    return JSON.parse(body);
  } catch {
    return `not JSON: ${body}`;
  }
}
