import { z } from "zod";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { Account } from "../contract.ts";
import type { Access } from "../kit/access.ts";
import type { FaultClass, Loaded } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { openApi } from "../kit/provider-api.ts";
import type { Reading } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { REGIONS, intercomApi, regionUrl } from "./api.ts";

const Me = z.object({ app: z.object({ id_code: z.string(), name: z.string() }) });

/** What a region says about the token of another one. */
const NOT_HERE: readonly FaultClass[] = ["auth_failed", "permission", "target_gone"];

/** Asks one region after the other, and keeps the one that knows the token. An operator's address stands for all. */
export async function identify({ api, settings, operator }: Reading): Promise<Loaded<Account>> {
  const isKnown = ([region]: [string, string]) => region === settings.metadata["region"];
  const [first = HOME, ...others] = Object.entries(REGIONS).toSorted((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
  let account = await ask(api, first);
  for (const region of operator.apiUrl === undefined ? others : []) {
    if (account.ok || !NOT_HERE.includes(account.fault.class)) break;
    account = await ask(api, region);
  }
  return account;
}

const HOME: [string, string] = ["US", REGIONS.US];

async function ask(api: ProviderApi, [region, baseUrl]: [string, string]): Promise<Loaded<Account>> {
  const me = await api.read({ path: "/me", baseUrl }, Me);
  if (!me.ok) return me;
  const { id_code: id, name } = me.value.app;
  return { ok: true, value: { id, label: name === "" ? id : name, metadata: { region } } };
}

const REGION: AuthenticationField = {
  key: "region",
  label: "Region of the workspace",
  type: "select",
  required: true,
  defaultValue: "US",
  helpText: "Where the workspace is hosted: people of the others cannot sign in here",
  options: [
    { value: "US", label: "United States (app.intercom.com)" },
    { value: "EU", label: "Europe (app.eu.intercom.com)" },
    { value: "AU", label: "Australia (app.au.intercom.com)" },
  ],
};

const CONSENT: Readonly<Record<string, string>> = {
  EU: "https://app.eu.intercom.com/oauth",
  AU: "https://app.au.intercom.com/oauth",
};

/** The consent page takes client_id, state and redirect_uri only: what an app may do is ticked in its own settings. */
export const intercomOAuth: OAuthDescriptor = {
  endpoints: ({ region }) => ({
    authorizeUrl: CONSENT[region ?? ""] ?? "https://app.intercom.com/oauth",
    tokenUrl: `${regionUrl(region)}/auth/eagle/token`,
  }),
  options: [REGION],
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
