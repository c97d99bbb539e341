import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { AppError } from "#lib/server/runtime/errors.ts";

const ACCEPTED = "gzip, deflate, br";
/** JSON that repeats itself becomes a fiftieth; what grows more than this was made to grow. */
const RATIO_MAX = 200;
/** A body of this size may grow however it likes. */
const FREE_BYTES = 64 * 1024;

// On zlib's own threads, in pieces: neither a large body nor a hostile one keeps other requests waiting.
const decoders = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
  "raw deflate": promisify(inflateRaw),
};

/**
 * The body behind a Content-Encoding (RFC 9110 8.4). 415 with `Accept-Encoding` for one that we do not know, 413 when it
 * grows beyond `bytesMax` or out of all proportion, 400 when it is not what it says.
 */
export async function decodeBody(bytes: Buffer, contentEncoding: string, bytesMax: number): Promise<Buffer> {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === "" || encoding === "identity" || bytes.length === 0) return bytes;
  const decode = decoders[resolveEncoding(encoding, bytes)];
  const proportionMax = Math.max(FREE_BYTES, bytes.length * RATIO_MAX);
  try {
    return await decode(bytes, { maxOutputLength: Math.min(bytesMax, proportionMax) });
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw new AppError("bad_request", `The body is not valid ${encoding}`, { cause: error });
    }
    const limit =
      proportionMax < bytesMax
        ? `can grow to at most ${RATIO_MAX} times its size`
        : `can have at most ${bytesMax.toLocaleString("en-US")} bytes`;
    throw new AppError("payload_too_large", `The decoded body ${limit}`, { cause: error });
  }
}

function resolveEncoding(encoding: string, bytes: Buffer): keyof typeof decoders {
  if (encoding === "gzip" || encoding === "x-gzip" || encoding === "br") return encoding;
  if (encoding === "deflate") return isZlib(bytes) ? "deflate" : "raw deflate";
  throw new AppError("unsupported_media_type", `A body can be encoded as ${ACCEPTED}, or not at all`, {
    headers: { "Accept-Encoding": ACCEPTED },
  });
}

/** "deflate" is deflate in zlib's frame, which some clients leave out. */
function isZlib(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** `json` is undefined when the body is empty (public clients send a JSON content type with no body). */
export type JsonBody = { bytes: Buffer; text: string; json: unknown };

export const NO_BODY: JsonBody = { bytes: Buffer.alloc(0), text: "", json: undefined };

/** 413 above `bytesMax`, as sent and decoded, 415 for another content type or encoding, 400 for what is not JSON. */
export async function readJsonBody(incoming: IncomingMessage, bytesMax: number): Promise<JsonBody> {
  const received = await readBytes(incoming, bytesMax);
  const encoding = incoming.headers["content-encoding"];
  const bytes = encoding === undefined ? received : await decodeBody(received, encoding, bytesMax);
  if (bytes.length === 0) return NO_BODY;
  if (!isJson(incoming.headers["content-type"])) {
    throw new AppError("unsupported_media_type", "The body must be application/json");
  }
  try {
    const text = decoder.decode(bytes);
    return { bytes, text, json: JSON.parse(text) };
  } catch (error) {
    throw new AppError("bad_request", "The body is not valid JSON", { cause: error });
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function isJson(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? "");
}

function tooLarge(bytesMax: number): AppError {
  // What is left of the body is not read, so this connection cannot be used again.
  const headers = { Connection: "close" };
  return new AppError("payload_too_large", `The body can have at most ${bytesMax.toLocaleString("en-US")} bytes`, {
    headers,
  });
}

function readBytes(incoming: IncomingMessage, bytesMax: number): Promise<Buffer> {
  if (Number(incoming.headers["content-length"] ?? 0) > bytesMax) return Promise.reject(tooLarge(bytesMax));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytesMax) {
        incoming.removeAllListeners("data").pause();
        reject(tooLarge(bytesMax));
      } else {
        chunks.push(chunk);
      }
    });
    incoming.once("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.once("error", (error) =>
      reject(new AppError("bad_request", "The body was not received completely", { cause: error })),
    );
    incoming.once("aborted", () => reject(new AppError("bad_request", "The body was not received completely")));
  });
}
