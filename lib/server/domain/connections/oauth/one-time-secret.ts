import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, in characters that addresses, cookies and PKCE take. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it: from the hash alone nobody gets in. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** In constant time. */
export function isSecretOf(secret: string | undefined, hash: string | null): boolean {
  if (secret === undefined || hash === null) return false;
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(hash));
}
