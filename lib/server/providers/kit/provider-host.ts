import { refused, type Loaded } from "./fault.ts";

/**
 * An address that a person or a token answer named, when it is https and its host is one of the provider's: `suffixes`
 * are domains whose subdomains count. Answers the origin. The address policy of every connection judges it as well.
 */
export function providerOrigin(address: unknown, suffixes: readonly string[]): Loaded<string> {
  const url = typeof address === "string" ? URL.parse(address) : null;
  const isProviders = url !== null && suffixes.some((suffix) => url.hostname.endsWith(`.${suffix}`));
  const isPlain =
    url !== null && url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
  return isProviders && isPlain
    ? { ok: true, value: url.origin }
    : refused("invalid", `Not an address of ${suffixes.join(", ")}`);
}
