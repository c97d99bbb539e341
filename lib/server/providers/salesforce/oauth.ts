import { z } from "zod";
import type { AuthenticationField } from "#lib/contracts/integrations.ts";
import type { Loaded } from "../kit/fault.ts";
import type { OAuthDescriptor } from "../kit/oauth-descriptor.ts";
import { providerOrigin } from "../kit/provider-host.ts";

const OPTIONS: readonly AuthenticationField[] = [
  {
    key: "login_host",
    label: "Where people sign in",
    type: "select",
    required: true,
    defaultValue: "production",
    options: [
      { value: "production", label: "login.salesforce.com" },
      { value: "sandbox", label: "test.salesforce.com (sandbox)" },
      { value: "my_domain", label: "My Domain" },
    ],
  },
  {
    key: "my_domain",
    label: "My Domain",
    type: "text",
    required: true,
    validate: "url",
    helpText: "The address of your sign-in page, such as https://acme.my.salesforce.com",
    pattern: "^https://[a-z0-9-]+(\\.[a-z]+)?\\.my\\.salesforce\\.(com|mil)/?$",
    patternMessage: "An address such as https://acme.my.salesforce.com",
    dependsOn: { field: "login_host", value: "my_domain" },
  },
];

/**
 * For an External Client App, which demands PKCE unless it is told otherwise. The token answer names no life of the
 * token, which is the organization's own: it is renewed after a refusal.
 */
export const salesforceOAuth: OAuthDescriptor = {
  endpoints: (options) => {
    const host = loginHost(options);
    return {
      authorizeUrl: `${host}/services/oauth2/authorize`,
      tokenUrl: `${host}/services/oauth2/token`,
      revocation: { url: `${host}/services/oauth2/revoke`, token: "refresh", authenticate: "none" },
    };
  },
  options: OPTIONS,
  scopes: [
    { name: "api", unlocks: "reading and writing contacts and campaigns" },
    { name: "refresh_token", unlocks: "staying connected" },
    { name: "openid", unlocks: "identifying the account" },
  ],
  scopesIn: "request",
  scopeSeparator: " ",
  pkce: "S256",
  clientAuthentication: "body",
  refresh: "refresh_token",
  capture,
};

/** Guarantees one of Salesforce's own hosts: the client's secret is sent there. */
function loginHost({ login_host: choice = "production", my_domain: domain }: Readonly<Record<string, string>>): string {
  if (choice === "production") return "https://login.salesforce.com";
  if (choice === "sandbox") return "https://test.salesforce.com";
  const origin = providerOrigin(domain, ["my.salesforce.com", "my.salesforce.mil"]);
  if (!origin.ok) throw new Error("The options of a connection to Salesforce were not checked");
  return origin.value;
}

const Answer = z.object({ instance_url: z.string() });

/** Where the API is; it can be another one after a renewal. */
function capture(json: unknown): Loaded<Record<string, unknown>> {
  const address = Answer.safeParse(json).data?.instance_url;
  const origin = providerOrigin(address, ["salesforce.com", "force.com", "salesforce.mil"]);
  return origin.ok ? { ok: true, value: { instance_url: origin.value } } : origin;
}
