import type { z } from "zod";
import type { Access, AccessToken } from "./access.ts";
import type { ProviderAnswer } from "./classify-response.ts";
import { refused, type Fault, type Loaded, type Refused } from "./fault.ts";
import type { Exchange } from "./outcome.ts";
import type { ProviderApi, ProviderRequest } from "./provider-request.ts";
import { hasEffect, sendRequest, type Provider } from "./send-request.ts";

const DOTS = /^(\.|%2e){1,2}$/i;

/**
 * Whether a path leads where it was written to lead. Encoding an id does not help against `..`, which URL parsers
 * resolve in every spelling, nor against nothing at all: removing somebody from the group `..` would remove them.
 */
export function isPlainPath(path: string): boolean {
  if (path === "/") return true;
  const [first, ...segments] = path.split("/");
  return first === "" && segments.length > 0 && segments.every((segment) => segment !== "" && !DOTS.test(segment));
}

export type ApiSession = {
  api: ProviderApi;
  /** What was exchanged last, credentials masked. */
  lastExchange(): Exchange | undefined;
  /** Whether it got as far as a request. */
  isUsed(): boolean;
};

/**
 * The provider's API for one delivery, test or load. All requests together have `timeoutMs`. An access token that the
 * provider refuses is renewed once, when that can help, and the request sent again.
 */
export function openApi(provider: Provider, given: Access): ApiSession {
  const access = provider.signsInAs === "operator" ? { ...given, tokens: undefined } : given;
  const deadline = performance.now() + access.timeoutMs;
  let last: Exchange | undefined;
  let token: AccessToken | undefined;
  let isUsed = false;
  let isRenewed = false;

  async function signIn(): Promise<Refused | undefined> {
    if (access.tokens === undefined || token !== undefined) return undefined;
    const current = await access.tokens.current();
    if (!current.ok) return current;
    token = current.value;
    return undefined;
  }

  async function exchange(request: ProviderRequest): Promise<Loaded<ProviderAnswer>> {
    if (!isPlainPath(request.path)) return refused("invalid", "An id is empty or made of dots: it cannot be asked for");
    const timeoutMs = Math.floor(deadline - performance.now());
    if (timeoutMs <= 0) return tooSlow(provider.name, access.timeoutMs);
    isUsed = true;
    const sent = await sendRequest(provider, access, token, { ...request, timeoutMs });
    last = sent.exchange;
    return sent.judged;
  }

  async function send(request: ProviderRequest): Promise<Loaded<ProviderAnswer>> {
    const answer = await sendRenewed(request);
    if (!answer.ok && token !== undefined && isOver(answer.fault)) {
      await access.tokens?.end?.(token, answer.fault.class === "auth_revoked" ? "revoked" : "expired");
    }
    return answer;
  }

  async function sendRenewed(request: ProviderRequest): Promise<Loaded<ProviderAnswer>> {
    const notSignedIn = await signIn();
    if (notSignedIn !== undefined) return notSignedIn;
    const answer = await exchange(request);
    if (answer.ok || !isOver(answer.fault) || token === undefined || isRenewed) return answer;
    isRenewed = true;
    const newer = await newerToken(token, answer.fault);
    if (newer === undefined) return answer;
    if (!newer.ok) return { ok: false, fault: { ...newer.fault, exchange: answer.fault.exchange } };
    token = newer.value;
    return exchange(request);
  }

  /** A token that is over for good may only have been replaced meanwhile, by another node or a new consent. */
  async function newerToken(refusedToken: AccessToken, fault: Fault): Promise<Loaded<AccessToken> | undefined> {
    if (fault.class === "auth_expired") return access.tokens?.renew(refusedToken);
    const current = await access.tokens?.current();
    return current?.ok === true && current.value.value !== refusedToken.value ? current : undefined;
  }

  async function read<S extends z.ZodType>(request: ProviderRequest, schema: S): Promise<Loaded<z.output<S>>> {
    const answer = await send(request);
    if (!answer.ok) return answer;
    const parsed = schema.safeParse(answer.value.json);
    if (parsed.success) return { ok: true, value: parsed.data };
    return unreadable(provider.name, answer.value, { isAmbiguous: hasEffect(request), exchange: last });
  }

  return { api: { send, read }, lastExchange: () => last, isUsed: () => isUsed };
}

function unreadable(name: string, { status, cut }: ProviderAnswer, more: Partial<Fault>): Refused {
  const what = cut === undefined ? "sent a response that could not be understood" : "did not send its whole response";
  return refused("transient", `${name} ${what}`, { ...more, statusCode: status, transport: cut });
}

/** Whoever found it out, a delivery, a test or a load: nothing works any more until a person connects again. */
function isOver({ class: faultClass }: Fault): boolean {
  return faultClass === "auth_expired" || faultClass === "auth_failed" || faultClass === "auth_revoked";
}

function tooSlow(provider: string, timeoutMs: number): Refused {
  const message = `${provider} did not answer everything within ${timeoutMs / 1000} s`;
  return refused("transient", message, { transport: "timeout" });
}
