/** What the operator configures for one provider, `MESHES_PROVIDER_<TYPE>_*`. */
export type OperatorSettings = {
  /** The OAuth client that the operator registered with the provider. */
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** Discord delivers as the operator's bot. */
  botToken?: string | undefined;
  /** Replace the provider's own addresses, for tests and outbound proxies. Without a trailing slash. */
  apiUrl?: string | undefined;
  authorizeUrl?: string | undefined;
  tokenUrl?: string | undefined;
};
