import type { Exchange } from "./outcome.ts";

/** Of each body, so that an attempt costs the same whatever was sent or answered. */
const BODY_BYTES_MAX = 16 * 1024;

export function capExchange(exchange: Exchange): Exchange {
  const request = { ...exchange.request, body: firstBytes(exchange.request.body) };
  const body = firstBytes(exchange.body);
  const isCut = request.body.length < exchange.request.body.length || body.length < exchange.body.length;
  return { ...exchange, request, body, truncated: exchange.truncated || isCut };
}

/** The most whole characters that fit. */
function firstBytes(text: string): string {
  if (text.length * 3 <= BODY_BYTES_MAX || Buffer.byteLength(text) <= BODY_BYTES_MAX) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(BODY_BYTES_MAX));
  return text.slice(0, read);
}
