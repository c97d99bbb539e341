import { it as base } from "../server/test.ts";
import { withFakeOAuth } from "./fake-oauth-destination.ts";
import { fakeOAuthVariables } from "./fake-oauth.ts";
import { startTokenServer } from "./token-server.ts";

/** The tests of a server whose destination is connected by OAuth; `provider` is behind it. */
export const it = base
  .extend("destinations", { scope: "file" }, () => withFakeOAuth)
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of the fixtures from this pattern.
  .extend("provider", { scope: "file" }, async ({}, { onCleanup }) => {
    const provider = await startTokenServer();
    onCleanup(provider.close);
    return provider;
  })
  .extend("variables", { scope: "file" }, ({ provider }) => fakeOAuthVariables(provider));
