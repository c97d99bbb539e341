import { withMember } from "#lib/contracts/json-text.ts";
import type { EgressRequest } from "#lib/server/egress/egress-client.ts";
import type { Delivery } from "../contract.ts";
import type { Settings } from "../kit/access.ts";
import { secretsInQuery, collectSecretTexts, type ShownRequest } from "../kit/mask.ts";
import { openHeaders } from "./custom-headers.ts";
import { WebhookMetadata, WebhookSecrets } from "./settings.ts";
import { bodySignature, standardSignature } from "./sign.ts";

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
