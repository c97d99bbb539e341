import { connectApi } from "#lib/client/api.ts";

export type FakeCall = { method: string; path: string; query: URLSearchParams; body: unknown; params: string[] };
type Body = object | string;
/** The body of a 200, or a whole response. A function is asked at each call, and may wait. */
type Reply = Body | Response | ((call: FakeCall) => Body | Response | Promise<Body | Response>);
type Route = { method: string; path: RegExp; reply: Reply };

export type FakeApi = {
  /** From now on; the newest route wins. `*` in the path stands for one segment, which the call has in `params`. */
  on(method: string, path: string, reply: Reply): void;
  /** What was called, oldest first; with a method, its calls only. */
  calls(method?: string): FakeCall[];
  /** Calls that no route was there for. */
  readonly unexpected: string[];
};

/** A refusal as the server writes it. */
export function refusal(
  status: number,
  name: string,
  message: string,
  data?: { param: string; msg: string }[],
): Response {
  const body = { message: "Reason phrase", error: { name, message, ...(data && { data }) } };
  return Response.json(body, { status, headers: { "x-request-id": "req_1" } });
}

/** All records of a list on one page. */
export function pageOf<T>(...records: T[]): { count: number; limit: number; records: T[] } {
  return { count: records.length, limit: 50, records };
}

/** A reply that is given when the test says so. */
export function heldReply<T extends Body>(): {
  reply: () => Promise<T | Response>;
  answer: (body: T | Response) => void;
} {
  const { promise, resolve } = Promise.withResolvers<T | Response>();
  return { reply: () => promise, answer: resolve };
}

/**
 * Answers the calls of the page in the place of the server, whose own answers are tested with it. Streams and whatever
 * nobody asked for stay without an answer, and the latter fails the test.
 */
export function createFakeApi(): FakeApi & { stop: () => void } {
  const routes: Route[] = [];
  const calls: FakeCall[] = [];
  const unexpected: string[] = [];
  const realFetch = window.fetch;

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace("/api/v1", "");
    const text = await request.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const call: FakeCall = { method: request.method, path, query: url.searchParams, body, params: [] };
    const route = routes.find((one) => one.method === request.method && one.path.test(path));
    if (path.endsWith("/stream")) return untilAborted(request.signal);
    calls.push(call);
    if (route === undefined) {
      unexpected.push(`${request.method} ${path}`);
      return untilAborted(request.signal);
    }
    call.params = [...(route.path.exec(path) ?? [])].slice(1);
    const given = typeof route.reply === "function" ? await route.reply(call) : route.reply;
    if (given instanceof Response) return given;
    return new Response(typeof given === "string" ? given : JSON.stringify(given), {
      headers: { "content-type": "application/json" },
    });
  }

  window.fetch = (input, init) => {
    const request = new Request(input, init);
    return new URL(request.url).pathname.startsWith("/api/v1/") ? answer(request) : realFetch(input, init);
  };
  const tokens = { token: async () => "t1", replace: async () => "t1", refuse: () => {} };
  connectApi({ baseUrl: "", tokens });

  return {
    on: (method, path, reply) => void routes.unshift({ method, path: toPattern(path), reply }),
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    unexpected,
    stop: () => {
      window.fetch = realFetch;
    },
  };
}

function toPattern(path: string): RegExp {
  const parts = path.split("*").map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("([^/]+)")}$`);
}

function untilAborted(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
