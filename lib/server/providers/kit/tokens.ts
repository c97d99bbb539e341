import type { Loaded } from "./fault.ts";

export type AccessToken = {
  value: string;
  /** Counts renewals. */
  version: number;
  /** What the token answer said about where the API is; in force before the connection's metadata. */
  captured?: Readonly<Record<string, unknown>>;
};

/** The OAuth access token of a connection. */
export type TokenSource = {
  /** One that is good for now; renewed first when it is about to expire. */
  current(): Promise<Loaded<AccessToken>>;
  /** After the provider refused this one: a newer one, or the fault that says why there is none. */
  renew(refused: AccessToken): Promise<Loaded<AccessToken>>;
  /** The provider says that the access is over: the connection is switched off, unless it has a newer token already. */
  end?(refused: AccessToken, why: "expired" | "revoked"): Promise<void>;
};
