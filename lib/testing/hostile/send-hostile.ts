import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { checkAnswer, type Exchange } from "../api/check-answer.ts";

const TIMEOUT_MS = 10_000;

export type HostileClient = {
  /** Sends a request that no good client would send, and gives everything that is wrong with its answer. */
  send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<{ status: number; problems: string[] }>;
  close(): void;
};

export function hostileClient(baseUrl: string): HostileClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    send: async (method, path, headers, body) => {
      const url = baseUrl + path;
      const exchange = await sendRaw(agent, { method, url, headers, body });
      const problems = exchange.status >= 500 ? [`answered ${exchange.status}`] : [];
      return { status: exchange.status, problems: [...problems, ...checkAnswer(exchange)] };
    },
    close: () => agent.destroy(),
  };
}

type Sent = { method: string; url: string; headers: Record<string, string>; body: Buffer };

function sendRaw(agent: Agent, { method, url, headers, body }: Sent): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    // Not through a URL object, which would clean the path.
    const path = url.slice(url.indexOf("/", "http://".length));
    const length = { "content-length": body.length };
    const request = httpRequest({ agent, hostname, port, path, method, headers: { ...headers, ...length } });
    request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error(`No answer within ${TIMEOUT_MS} ms`)));
    request.once("error", reject);
    request.once(
      "response",
      (response) => void read(response).then((answer) => resolve({ method, url, ...answer }), reject),
    );
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Omit<Exchange, "method" | "url">> {
  const headers = new Headers(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  const status = response.statusCode ?? 0;
  if (headers.get("content-type")?.startsWith("text/event-stream") === true) {
    response.destroy();
    return { status, headers, text: "" };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  return { status, headers, text: Buffer.concat(chunks).toString() };
}
