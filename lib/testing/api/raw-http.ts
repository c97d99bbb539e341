import { connect } from "node:net";

export type RawAnswer = { status: number; headers: string; body: string };

const TIMEOUT_MS = 5_000;

/** Sends these bytes on a connection of their own and reads the answer: for requests that no client would make. */
export function sendRaw(
  baseUrl: string,
  lines: readonly string[],
  body: readonly (string | Buffer)[] = [],
): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
      for (const part of body) socket.write(part);
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error("The server did not answer")));
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      const answer = parseAnswer(Buffer.concat(chunks).toString("latin1"));
      if (answer === undefined) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed the connection without an answer")));
  });
}

function parseAnswer(text: string): RawAnswer | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const headers = text.slice(0, end);
  const body = text.slice(end + 4);
  const length = Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
  if (body.length < length) return undefined;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0), headers, body };
}
