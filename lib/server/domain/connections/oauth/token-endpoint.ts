import { loaded, refused, type Loaded, type Refused } from "#lib/server/providers/kit/fault.ts";
import { maskTexts, collectSecretTexts } from "#lib/server/providers/kit/mask.ts";
import type { Revocation, TokenGrant, TokenRefusal } from "#lib/server/providers/kit/oauth-descriptor.ts";
import { tokenReader } from "#lib/server/providers/kit/token-answer.ts";
import { clock } from "#lib/server/runtime/clock.ts";
import { resolveEndpoints } from "./endpoints.ts";
import { answerFault, postForm, type FormAnswer, type OAuthClient } from "./post-form.ts";

export type { OAuthClient };

export type Granted = {
  grant: TokenGrant;
  /** What the answer says for the connection's metadata; refused when that must not be used. */
  captured: Loaded<Record<string, unknown>>;
  /** Before the request was sent: the life of the token counts from here. */
  requestedAt: Date;
};

/** The codes of faults that only the operator can mend. */
const OPERATORS = new Set(["invalid_client", "unauthorized_client", "not_configured"]);

/** Swaps the code of a consent for tokens. `verifier` is given when the consent was asked with PKCE. */
export function exchangeCode(
  client: OAuthClient,
  { code, redirectUri, verifier }: { code: string; redirectUri: string; verifier?: string | undefined },
): Promise<Loaded<Granted>> {
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  };
  return requestTokens(client, form, [code, ...(verifier === undefined ? [] : [verifier])]);
}

export function refreshGrant(client: OAuthClient, refreshToken: string): Promise<Loaded<Granted>> {
  return requestTokens(client, { grant_type: "refresh_token", refresh_token: refreshToken }, [refreshToken]);
}

/**
 * Asks the token endpoint. `auth_failed` and `auth_revoked` are final: only the person who connected can help. Every
 * other fault may pass, or is the operator's, who finds it in the log. No fault shows a code, a token or the secret.
 */
async function requestTokens(
  client: OAuthClient,
  form: Record<string, string>,
  secrets: readonly string[],
): Promise<Loaded<Granted>> {
  const { oauth, operator, options } = client;
  const requestedAt = clock.now();
  const { tokenUrl } = resolveEndpoints(oauth, operator, options);
  const posted = await postForm(client, { url: tokenUrl, form, authenticate: oauth.clientAuthentication });
  if (!posted.ok) return logged(client, posted);
  const { status, json } = posted.value;
  const answer = (oauth.readTokens ?? tokenReader())(status, json);
  if (answer === undefined) return answerFault(client, posted.value);
  if (!answer.ok) return logged(client, refusal(client, posted.value, answer.refusal, secrets));
  const captured = oauth.capture?.(json) ?? loaded({});
  return loaded({ grant: answer.grant, captured, requestedAt });
}

const MESSAGE_CHARACTERS_MAX = 300;

function refusal(
  { name }: OAuthClient,
  { status: statusCode, secretTexts }: FormAnswer,
  { code, message, isFinal, isRevoked }: TokenRefusal,
  secrets: readonly string[],
): Refused {
  const said = message === undefined || message === "" ? code : `${code}: ${message}`;
  const hidden = [...secretTexts, ...collectSecretTexts({}, secrets)];
  const masked = maskTexts(said, hidden);
  const faultClass = isRevoked === true ? "auth_revoked" : isFinal ? "auth_failed" : "transient";
  const text = `${name} gave no access: ${masked.slice(0, MESSAGE_CHARACTERS_MAX)}`;
  return refused(faultClass, text, { code: maskTexts(code, hidden), statusCode });
}

function logged({ log, name }: OAuthClient, answer: Refused): Refused {
  const { class: faultClass, code, message } = answer.fault;
  if (faultClass !== "transient" || code === undefined) return answer;
  const what = OPERATORS.has(code) ? "The provider does not accept this server's OAuth client" : "No tokens were given";
  log.error({ provider: name, code, problem: message }, what);
  return answer;
}

/** Takes a grant back. Good as well when the provider does not know it any more, or has no way to be told. */
export async function requestRevocation(
  client: OAuthClient,
  { accessToken, refreshToken }: Pick<TokenGrant, "accessToken" | "refreshToken">,
): Promise<Loaded<undefined>> {
  const { oauth, operator, options, name } = client;
  const { revocation } = resolveEndpoints(oauth, operator, options);
  const token = revocation?.token === "refresh" ? refreshToken : accessToken;
  if (revocation === undefined || token === undefined) return loaded(undefined);
  const { url, authenticate } = revocation;
  const named = { token, token_type_hint: `${revocation.token}_token` };
  const form: Record<string, string> = authenticate === "bearer" ? {} : named;
  const posted = await postForm(client, { url, form, authenticate, token });
  if (!posted.ok) return posted;
  const { status } = posted.value;
  if (isGone(revocation, posted.value)) return loaded(undefined);
  return refused("transient", `${name} did not take the access back (${status})`, { statusCode: status });
}

/** A token that is not accepted as proof of itself is gone already. */
function isGone({ authenticate, isDone }: Revocation, { status, json }: FormAnswer): boolean {
  if (isDone !== undefined) return isDone(status, json);
  return (status >= 200 && status < 300) || (status === 401 && authenticate === "bearer");
}
