import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";
import { nowMs } from "../lib/clock.ts";
import { portOf } from "#lib/testing/free-port.ts";
import { readInput, tell } from "../lib/parent.ts";

/** A receiver that answers 200 at once and remembers when which event came. */
const ASK = z.enum(["count", "arrivals"]);
const SEQ = /"seq":(\d+)/;

readInput(z.object({}));
const seqs: number[] = [];
const times: number[] = [];

const server = createServer((request, response) => {
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
  if (ASK.parse(message) === "count") tell({ count: seqs.length });
  else tell({ seqs: Float64Array.from(seqs), times: Float64Array.from(times) });
});
tell({ url: `http://127.0.0.1:${portOf(server.address())}/hook` });
