import { createHmac, createSecretKey } from "node:crypto";

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
      // A key object, because bytes as a key cost Node four times as much.
      const key = createSecretKey(secret.replace(/^whsec_/, ""), "base64");
      return `v1,${createHmac("sha256", key).update(`${id}.${timestampSeconds}.${body}`).digest("base64")}`;
    })
    .join(" ");
}

/** The optional body signature: lowercase hex over the exact bytes that are sent, keyed with the secret's UTF-8 text. */
export function bodySignature(algorithm: "sha256" | "sha512", secret: string, body: string): string {
  return createHmac(algorithm, secret).update(body).digest("hex");
}
