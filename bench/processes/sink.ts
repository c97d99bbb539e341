import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { requirePort } from "#lib/testing/server/free-port.ts";
import { nowMs } from "../lib/clock.ts";
import { readInput, tell } from "../lib/parent.ts";

/**
 * A receiver that answers 200 at once and remembers when which event came. Below `/hang` it remembers nothing, and answers
 * nothing while it is told to hang.
 */
const ASK = z.enum(["count", "arrivals", "clear", "hang", "answer"]);
const SEQ = /"seq":(\d+)/;

readInput(z.object({}));
const seqs: number[] = [];
const times: number[] = [];
let isHanging = false;
const hanging: ServerResponse[] = [];

function answerBelowHang(request: IncomingMessage, response: ServerResponse): void {
  request.resume().on("end", () => {
    if (isHanging) hanging.push(response);
    else response.writeHead(200, { "content-length": "0" }).end();
  });
}

const server = createServer((request, response) => {
  if (request.url?.startsWith("/hang") === true) {
    answerBelowHang(request, response);
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    times.push(nowMs());
    response.writeHead(200, { "content-length": "0" }).end();
    seqs.push(Number(SEQ.exec(Buffer.concat(chunks).toString("latin1"))?.[1]));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1");
await once(server, "listening");

process.on("message", (message) => {
  const asked = ASK.parse(message);
  if (asked === "arrivals") {
    tell({ seqs: Float64Array.from(seqs), times: Float64Array.from(times) });
    return;
  }
  if (asked === "clear") [seqs.length, times.length] = [0, 0];
  if (asked === "hang") isHanging = true;
  if (asked === "answer") {
    isHanging = false;
    for (const response of hanging.splice(0)) response.writeHead(200, { "content-length": "0" }).end();
  }
  tell({ count: seqs.length });
});
tell({ url: `http://127.0.0.1:${requirePort(server.address())}/hook` });
