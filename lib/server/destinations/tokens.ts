import type { Loaded } from "./fault.ts";

/** `version` counts renewals, so that a token that was refused is not taken for a newer one. */
export type AccessToken = { value: string; version: number };

/** The OAuth access token of a connection. */
export type TokenSource = {
  /** One that is good for the next minute at least; renewed first when it is about to expire. */
  current(): Promise<Loaded<AccessToken>>;
  /** After the provider refused this one: a newer one, or the fault that says why there is none. */
  renew(refused: AccessToken): Promise<Loaded<AccessToken>>;
};
