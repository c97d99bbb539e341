import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { readBody } from "./http.ts";

const DELIVERIES_MAX = 200;
const BODY_CHARS_MAX = 64 * 1024;
const SLOW_MS = 5_000;

/** How the receiver answers. `status: null` drops the connection without an answer. */
const ANSWERS = {
  "200": { status: 200, headers: {}, delayMs: 0 },
  "500": { status: 500, headers: {}, delayMs: 0 },
  "500-later": { status: 500, headers: { "retry-after": "12" }, delayMs: 0 },
  "429": { status: 429, headers: { "retry-after": "3" }, delayMs: 0 },
  slow: { status: 200, headers: {}, delayMs: SLOW_MS },
  "422": { status: 422, headers: {}, delayMs: 0 },
  "410": { status: 410, headers: {}, delayMs: 0 },
  drop: { status: null, headers: {}, delayMs: 0 },
} as const satisfies Record<string, { status: number | null; headers: Record<string, string>; delayMs: number }>;

type ReceiverMode = keyof typeof ANSWERS;

export function isReceiverMode(value: unknown): value is ReceiverMode {
  return typeof value === "string" && Object.hasOwn(ANSWERS, value);
}

type ReceivedDelivery = {
  id: number;
  received_at: string;
  method: string;
  path: string;
  mode: ReceiverMode;
  /** The status answered; null when the connection was dropped. */
  status: number | null;
  /** Whether the body's HMAC in `X-Meshes-Signature` is ours. */
  signature: "verified" | "invalid" | "none";
  headers: IncomingHttpHeaders;
  body: string;
};

export type Receiver = {
  mode: ReceiverMode;
  /** Newest first. */
  deliveries: ReceivedDelivery[];
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

/** The company's order desk: an ordinary webhook end point, except that its answer can be chosen. */
export function createReceiver(hmacSecret: string): Receiver {
  let lastId = 0;
  const receiver: Receiver = {
    mode: "200",
    deliveries: [],
    async handle(request, response, url) {
      const body = await readBody(request);
      const override = url.searchParams.get("mode");
      const mode = isReceiverMode(override) ? override : receiver.mode;
      receiver.deliveries.unshift({
        id: ++lastId,
        received_at: new Date().toISOString(),
        method: request.method ?? "",
        path: url.pathname + url.search,
        mode,
        status: ANSWERS[mode].status,
        signature: verdict(request.headers["x-meshes-signature"], body, hmacSecret),
        headers: request.headers,
        body: body.toString("utf8").slice(0, BODY_CHARS_MAX),
      });
      receiver.deliveries.splice(DELIVERIES_MAX);
      await answer(response, mode);
    },
  };
  return receiver;
}

async function answer(response: ServerResponse, mode: ReceiverMode): Promise<void> {
  const { status, headers, delayMs } = ANSWERS[mode];
  if (status === null) {
    response.destroy();
    return;
  }
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ received: status === 200 }));
}

/** Lowercase hex of HMAC-SHA256 over the exact bytes of the body, compared in constant time. */
export function verdict(header: string | string[] | undefined, body: Uint8Array, secret: string) {
  if (typeof header !== "string") return "none";
  const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("hex"));
  const given = Buffer.from(header);
  return given.length === expected.length && timingSafeEqual(given, expected) ? "verified" : "invalid";
}

/** The order desk's signing secret: the same after a restart, without a place to store it. */
export function receiverSecret(secretKey: string, workspaceId: string): string {
  return createHmac("sha256", secretKey).update(`order-desk:${workspaceId}`).digest("hex");
}
