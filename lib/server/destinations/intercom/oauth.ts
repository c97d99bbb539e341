import type { Access } from "../definition.ts";
import type { Loaded } from "../fault.ts";
import type { OAuthDescriptor } from "../oauth-descriptor.ts";
import { openApi } from "../provider/provider-api.ts";
import { intercomApi } from "./api.ts";

/** The consent page takes client_id, state and redirect_uri only: what an app may do is ticked in its own settings. */
export const intercomOAuth: OAuthDescriptor = {
  endpoints: () => ({
    authorizeUrl: "https://app.intercom.com/oauth",
    tokenUrl: "https://api.intercom.io/auth/eagle/token",
  }),
  scopes: [
    { name: "Read and list users and companies", unlocks: "finding contacts and mapping their fields" },
    { name: "Write users and companies", unlocks: "creating and updating contacts" },
    { name: "Read tags", unlocks: "choosing tags" },
    { name: "Write tags", unlocks: "adding tags and removing them" },
  ],
  scopesIn: "app",
  scopeSeparator: " ",
  pkce: "none",
  clientAuthentication: "body",
  refresh: "none",
  onDisconnect: uninstall,
};

/** In the workspace's own region: another one would not know the token. */
async function uninstall(access: Access): Promise<Loaded<undefined>> {
  const answer = await openApi(intercomApi, access).api.send({ method: "POST", path: "/auth/uninstall" });
  const isGone = !answer.ok && answer.fault.class === "auth_failed";
  return answer.ok || isGone ? { ok: true, value: undefined } : answer;
}
