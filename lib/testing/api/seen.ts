import { appendFileSync } from "node:fs";
import { decodeJwt } from "jose";
import { findOperation } from "./check-answer.ts";

const seen = new Set<string>();
let file: string | undefined;

/** From here on every new combination of operation, status and credential is written into this file. */
export function recordSeenIn(path: string): void {
  file = path;
}

export function recordSeen(answer: { method: string; url: string; status: number; credential: Headers }): void {
  if (file === undefined) return;
  const operation = findOperation(answer.method, answer.url);
  if (typeof operation === "string") return;
  const line = `${operation.operationId} ${answer.status} ${credentialKind(answer.credential)}\n`;
  if (seen.has(line)) return;
  seen.add(line);
  appendFileSync(file, line);
}

function credentialKind(headers: Headers): string {
  const token = /^Bearer (\S+)$/.exec(headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return headers.has("x-meshes-publishable-key") ? "publishable" : "none";
  try {
    return decodeJwt(token).aud === "meshes-embed" ? "session" : "machine";
  } catch {
    return "malformed";
  }
}
