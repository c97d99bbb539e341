import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string; at: number };
export type Answer = { status: number; headers?: Record<string, string>; body?: string };
type Behaviour = (received: Received, index: number) => Answer | "hang" | "drop" | Promise<Answer | "hang" | "drop">;

export type Receiver = {
  url: string;
  received: Received[];
  /** How to answer from now on; 200 unless told otherwise. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
};

/** A real webhook endpoint on a free port that records what arrives. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let behaviour: Behaviour = () => ({ status: 200 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const item = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body,
        at: Date.now(),
      };
      received.push(item);
      void Promise.resolve(behaviour(item, received.length - 1)).then((answer) => send(response, answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port");
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    behave: (next) => {
      behaviour = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function send(response: ServerResponse, answer: Answer | "hang" | "drop"): void {
  if (answer === "hang") return;
  if (answer === "drop") {
    response.destroy();
    return;
  }
  response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
}
