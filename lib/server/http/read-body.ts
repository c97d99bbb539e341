import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/server/runtime/errors.ts";
import { decodeBody } from "./content-encoding.ts";

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
      reject(new AppError("bad_request", "The body was not received whole", { cause: error })),
    );
    incoming.once("aborted", () => reject(new AppError("bad_request", "The body was not received whole")));
  });
}
