import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";
import { withMember } from "#lib/contracts/json-text.ts";
import type { EgressRequest } from "#lib/server/egress/egress-client.ts";
import type { Delivery } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { secretsInQuery, collectSecretTexts, type ShownRequest } from "../kit/mask.ts";
import { openHeaders, WebhookMetadata, WebhookSecrets } from "./settings.ts";

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

const USER_AGENT = "Meshes-Webhook/1.0";

export type WebhookRequest = EgressRequest & ShownRequest;

export function buildWebhookRequest(delivery: Delivery, settings: Settings): WebhookRequest {
  const metadata = WebhookMetadata.parse(settings.metadata);
  const secrets = WebhookSecrets.parse(settings.secrets);
  const body = metadata.payload_mode === "raw" ? delivery.event.payloadText : wrappedBody(delivery);
  const auth = authHeaders(metadata, secrets);
  const custom = openHeaders(settings);
  const headers = {
    "content-type": "application/json",
    "user-agent": USER_AGENT,
    ...Object.fromEntries(custom.map(({ name, value }) => [name, value])),
    ...(metadata.payload_mode === "raw" ? eventHeaders(delivery) : {}),
    ...(delivery.isTest ? { "X-Meshes-Test": "true" } : {}),
    ...signatureHeaders(delivery, metadata, secrets, body),
    ...auth,
  };
  const secret = custom.filter(({ isSecret }) => isSecret);
  return {
    method: metadata.http_method,
    url: metadata.url,
    headers,
    body,
    secretHeaders: new Set([...Object.keys(auth), ...secret.map(({ name }) => name)].map((name) => name.toLowerCase())),
    secretTexts: collectSecretTexts(auth, [
      ...storedSecrets(settings),
      ...secret.map(({ value }) => value),
      ...secretsInQuery(metadata.url),
    ]),
  };
}

/** Keys and units as documented: times are epoch milliseconds. The payload stands in it as it came. */
function wrappedBody({ event, now }: Delivery): string {
  const before = {
    uuid: event.id,
    event: event.event,
    resource: event.resource,
    resource_id: event.resourceId ?? null,
  };
  const after = { time_created: event.createdAt.getTime(), time_sent: now.getTime() };
  return withMember(before, "payload", event.payloadText, after);
}

function eventHeaders({ event }: Delivery): Record<string, string> {
  return {
    "X-Meshes-Event-Id": event.id,
    "X-Meshes-Event": headerText(event.event),
    "X-Meshes-Workspace-Id": event.workspaceId,
    "X-Meshes-Resource": headerText(event.resource),
    ...(event.resourceId === undefined ? {} : { "X-Meshes-Resource-Id": event.resourceId }),
    "X-Meshes-Created-At": event.createdAt.toISOString(),
  };
}

/** Event names may hold any printable character; in a header the ones outside ASCII travel percent-encoded. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, encodeURIComponent);
}

function signatureHeaders(delivery: Delivery, metadata: WebhookMetadata, secrets: WebhookSecrets, body: string) {
  const timestamp = Math.floor(delivery.now.getTime() / 1000);
  const hasHmac = metadata.hmac_algorithm !== "none" && secrets.hmac_secret !== undefined;
  return {
    "webhook-id": delivery.ruleEventId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": standardSignature(
      signingSecretsAt(secrets, delivery.now),
      delivery.ruleEventId,
      timestamp,
      body,
    ),
    ...(hasHmac && metadata.hmac_algorithm !== "none" && secrets.hmac_secret !== undefined
      ? { [metadata.hmac_header]: bodySignature(metadata.hmac_algorithm, secrets.hmac_secret, body) }
      : {}),
  };
}

function signingSecretsAt(secrets: WebhookSecrets, now: Date): string[] {
  const { previous_signing_secret: previous, previous_signing_secret_until: until } = secrets;
  const isOverlap = previous !== undefined && until !== undefined && new Date(until) > now;
  return isOverlap ? [secrets.signing_secret, previous] : [secrets.signing_secret];
}

function authHeaders(metadata: WebhookMetadata, secrets: WebhookSecrets): Record<string, string> {
  switch (metadata.auth_scheme) {
    case "none":
      return {};
    case "basic": {
      const credentials = `${metadata.auth_username ?? ""}:${secrets.auth_password ?? ""}`;
      return { authorization: `Basic ${Buffer.from(credentials, "utf8").toString("base64")}` };
    }
    case "bearer":
      return { authorization: `Bearer ${secrets.auth_token ?? ""}` };
    case "header":
      return { [metadata.auth_header_name ?? ""]: secrets.auth_header_value ?? "" };
  }
}

function storedSecrets({ secrets }: Settings): string[] {
  return Object.entries(secrets).flatMap(([key, value]) => (key.endsWith("_until") ? [] : [value]));
}
