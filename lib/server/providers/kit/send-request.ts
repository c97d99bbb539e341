import type { EgressRequest, EgressResult } from "#lib/server/egress/egress-client.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";
import type { Access, Settings, AccessToken } from "./access.ts";
import { classifyResponse, type ErrorRules, type ProviderAnswer } from "./classify-response.ts";
import { described } from "./described.ts";
import { refused, type Fault, type Loaded } from "./fault.ts";
import { recordExchange, maskTexts, collectSecretTexts } from "./mask.ts";
import type { Exchange } from "./outcome.ts";
import { parseJson } from "./parse-json.ts";
import type { ProviderDefinition } from "./provider-definition.ts";
import type { Form, ProviderRequest } from "./provider-request.ts";

export type Provider = Pick<ProviderDefinition, "name" | "connect" | "signsInAs" | "errors"> &
  Partial<Pick<ProviderDefinition, "onAmbiguous">>;
export type Sent = { judged: Loaded<ProviderAnswer>; exchange: Exchange | undefined };

const USER_AGENT = "Meshes/1.0";
const ANSWER_BYTES_MAX = 2 * 1024 * 1024;
/** More than any provider takes for one person or message, so that nobody's text fills the memory. */
const REQUEST_BYTES_MAX = 1024 * 1024;

/** Whether a repetition could do something twice. */
export function hasEffect({ method = "GET" }: Pick<ProviderRequest, "method">): boolean {
  return method !== "GET";
}

/** One request, signed in with this token, and what came of it; nothing of it shows a credential. */
export async function sendRequest(
  provider: Provider,
  access: Access,
  token: AccessToken | undefined,
  request: ProviderRequest & { timeoutMs: number },
): Promise<Sent> {
  const { settings, operator, tokens, egress } = access;
  const accessToken = token?.value;
  const connection = provider.connect({ settings: withCaptured(settings, token), operator, accessToken });
  const baseUrl = operator.apiUrl ?? request.baseUrl ?? connection.baseUrl;
  const { headers, ...outgoing } = toEgress(request, { ...connection, baseUrl }, accessToken ?? "");
  const secretTexts = collectSecretTexts(connection.auth, collectSecrets(settings, operator, accessToken));
  const { timeoutMs, answerBytesMax: responseBytesMax = ANSWER_BYTES_MAX } = request;
  const { body = "" } = outgoing;
  const isTooLarge = Buffer.byteLength(body) > REQUEST_BYTES_MAX;
  const isRepeatable = !hasEffect(request) || provider.onAmbiguous === "retry";
  const sending = { ...outgoing, headers, timeoutMs, responseBytesMax, isRepeatable };
  const result = isTooLarge ? NOT_SENT : await egress.send(sending);
  const secretHeaders = new Set(Object.keys(connection.auth).map((name) => name.toLowerCase()));
  const shown = { ...outgoing, headers, body, hasSecretBody: true, secretHeaders, secretTexts };
  const exchange = described(() => recordExchange(shown, result), access);
  if (isTooLarge) return { judged: refused("mapping", TOO_LARGE, { exchange }), exchange };
  const judged = verdict(provider, result, access, { hasEffect: hasEffect(request), canRenew: tokens !== undefined });
  if (judged.ok) return { judged, exchange };
  const { message, code } = judged.fault;
  const fault = {
    ...judged.fault,
    message: maskTexts(message, secretTexts),
    code: code === undefined ? undefined : maskTexts(code, secretTexts),
    exchange,
  };
  return { judged: { ok: false, fault }, exchange };
}

const TOO_LARGE = "The request would be larger than 1 MiB: map fewer or smaller values, or shorten the template";
const NOT_SENT: EgressResult = { kind: "blocked", problem: TOO_LARGE, durationMs: 0 };

/** Also as they stand in a form. */
function collectSecrets({ secrets }: Settings, { clientSecret }: OperatorSettings, accessToken: string | undefined) {
  const all = [...Object.values(secrets), clientSecret, accessToken].filter((text) => text !== undefined);
  return [...all, ...all.map((text) => encodeForm({ text }).slice("text=".length))];
}

function encodeForm(form: Form): string {
  return new URLSearchParams(form).toString();
}

/** A renewal may move the account's API, so what came with the token is newer than what the connection knows. */
function withCaptured({ metadata, secrets }: Settings, token: AccessToken | undefined): Settings {
  return { metadata: { ...metadata, ...token?.captured }, secrets };
}

function verdict(
  { name, errors: rules }: Provider,
  result: EgressResult,
  access: Access,
  { hasEffect, canRenew }: { hasEffect: boolean; canRenew: boolean },
): Loaded<ProviderAnswer> {
  if (result.kind !== "response") return { ok: false, fault: transportFault(name, result, hasEffect) };
  const answer = toAnswer(result);
  const judgement = { provider: name, now: clock.now(), canRenew };
  const judged = described(() => ({ fault: classifyResponse(answer, { ...judgement, rules }) }), access);
  const { fault } = judged ?? { fault: classifyResponse(answer, { ...judgement, rules: BY_STATUS }) };
  if (fault !== undefined) return { ok: false, fault };
  return result.truncated
    ? refused("transient", `The response of ${name} is too large to read`, { isAmbiguous: hasEffect })
    : { ok: true, value: answer };
}

function toEgress(
  { method = "GET", path, query = {}, json, form, headers }: ProviderRequest,
  connection: ReturnType<ProviderDefinition["connect"]>,
  accessToken: string,
): Omit<EgressRequest, "body"> & { body?: string } {
  const url = new URL(connection.baseUrl + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const fields = typeof form === "function" ? form(accessToken) : form;
  const body = json === undefined ? fields && encodeForm(fields) : JSON.stringify(json);
  const type = json === undefined ? "application/x-www-form-urlencoded" : "application/json";
  return {
    method,
    url: url.href,
    headers: {
      accept: "application/json",
      "user-agent": USER_AGENT,
      ...(body === undefined ? {} : { "content-type": type }),
      ...connection.headers,
      ...headers,
      ...connection.auth,
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** What counts where a provider's own rules cannot be asked. */
const BY_STATUS: ErrorRules = { read: ({ status }) => (status >= 200 && status < 300 ? undefined : {}) };

function toAnswer({ statusCode, headers, body, cut }: Extract<EgressResult, { kind: "response" }>): ProviderAnswer {
  return { status: statusCode, headers, json: parseJson(body), text: body, ...(cut === undefined ? {} : { cut }) };
}

function transportFault(
  provider: string,
  result: Exclude<EgressResult, { kind: "response" }>,
  hasEffect: boolean,
): Fault {
  switch (result.kind) {
    case "blocked":
      return { class: "invalid", message: result.problem };
    case "busy":
      return { class: "transient", transport: "busy", message: `${provider}: ${result.problem}` };
    case "timeout":
      return {
        class: "transient",
        transport: "timeout",
        isAmbiguous: hasEffect && result.phase === "response",
        message:
          result.phase === "connect" ? `No connection to ${provider} in time` : `${provider} did not answer in time`,
      };
    case "network_error":
      return {
        class: "transient",
        transport: "network",
        isAmbiguous: hasEffect && result.isSent,
        message: `${provider}: ${result.problem}`,
      };
  }
}
