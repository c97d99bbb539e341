import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";

// Key objects, because bytes as a key cost Node four times as much; kept as long as the settings they come from.
const keys = new LRUCache<string, KeyObject>({
  max: 2_000,
  ttl: 60_000,
  memoMethod: (secret) => createSecretKey(secret.replace(/^whsec_/, ""), "base64"),
});

/**
 * The `webhook-signature` header of Standard Webhooks 1.0: base64 HMAC-SHA256 over `id.timestamp.body`, one entry for
 * each secret so that receivers keep verifying while a secret rotates. Secrets are `whsec_` + base64.
 */
export function standardSignature(
  secrets: readonly string[],
  id: string,
  timestampSeconds: number,
  body: string,
): string {
  return secrets
    .map((secret) => {
      const signature = createHmac("sha256", keys.memo(secret)).update(`${id}.${timestampSeconds}.${body}`);
      return `v1,${signature.digest("base64")}`;
    })
    .join(" ");
}

/** The optional body signature: lowercase hex over the exact bytes that are sent, keyed with the secret's UTF-8 text. */
export function bodySignature(algorithm: "sha256" | "sha512", secret: string, body: string): string {
  return createHmac(algorithm, secret).update(body).digest("hex");
}
