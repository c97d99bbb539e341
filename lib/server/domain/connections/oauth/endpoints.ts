import type { OAuthDescriptor } from "#lib/server/providers/kit/oauth-descriptor.ts";
import type { OperatorSettings } from "#lib/server/runtime/provider-variables.ts";

export type OAuthEndpoints = ReturnType<OAuthDescriptor["endpoints"]>;
export type OAuthOptions = Readonly<Record<string, string>>;

/** The provider's addresses, or the operator's in their place. */
export function resolveEndpoints(
  { endpoints }: Pick<OAuthDescriptor, "endpoints">,
  { authorizeUrl, tokenUrl }: OperatorSettings,
  options: OAuthOptions,
): OAuthEndpoints {
  const own = endpoints(options);
  const { revocation } = own;
  return {
    authorizeUrl: authorizeUrl ?? own.authorizeUrl,
    tokenUrl: tokenUrl ?? own.tokenUrl,
    ...(revocation === undefined ? {} : { revocation: { ...revocation, url: moved(revocation.url, own, tokenUrl) } }),
  };
}

/** Only the token endpoint can be configured, so what stands beside it moves with it, below a proxy's path too. */
function moved(address: string, own: Pick<OAuthEndpoints, "tokenUrl">, tokenUrl: string | undefined): string {
  const url = new URL(address);
  const standard = new URL(own.tokenUrl);
  if (tokenUrl === undefined || url.origin !== standard.origin) return address;
  const { origin, pathname } = new URL(tokenUrl);
  const prefix = pathname.endsWith(standard.pathname) ? pathname.slice(0, -standard.pathname.length) : "";
  return origin + prefix + url.pathname + url.search;
}

/** What was chosen before consent (a login host): kept in the connection's metadata under the options' own keys. */
export function optionsIn({ options = [] }: OAuthDescriptor, metadata: Record<string, unknown>): OAuthOptions {
  const known = options.flatMap(({ key }) => {
    const value = metadata[key];
    return typeof value === "string" ? [[key, value]] : [];
  });
  return Object.fromEntries(known);
}
