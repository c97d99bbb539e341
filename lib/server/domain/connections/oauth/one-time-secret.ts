import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, in characters that addresses, cookies and PKCE take. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of it: from the hash alone nobody gets in. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** In constant time. */
export function matchesHash(secret: string | undefined, hash: string | null): boolean {
  if (secret === undefined || hash === null) return false;
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash));
}
