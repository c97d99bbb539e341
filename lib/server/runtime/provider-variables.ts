import { z } from "zod";
import { IntegrationType } from "#lib/contracts/integrations.ts";

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

const PREFIX = "MESHES_PROVIDER_";

const address = z
  .url({ protocol: /^https?$/, error: "an http or https address" })
  .transform((url) => withoutEndSlashes(url));
const text = z.string().min(1);

/** An address that paths are put behind. */
export function withoutEndSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end -= 1;
  return url.slice(0, end);
}

/** By the end of the variable's name. */
const SUFFIXES = {
  CLIENT_ID: { key: "clientId", schema: text },
  CLIENT_SECRET: { key: "clientSecret", schema: text },
  BOT_TOKEN: { key: "botToken", schema: text },
  API_URL: { key: "apiUrl", schema: address },
  AUTHORIZE_URL: { key: "authorizeUrl", schema: address },
  TOKEN_URL: { key: "tokenUrl", schema: address },
} as const satisfies Record<string, { key: keyof OperatorSettings; schema: z.ZodType<string, string> }>;

export type ProviderSettings = Readonly<Partial<Record<IntegrationType, OperatorSettings>>>;
export type ProviderVariables = { ok: true; providers: ProviderSettings } | { ok: false; problems: string[] };

/** Reads `MESHES_PROVIDER_<TYPE>_<SETTING>`. A name that is no setting is a problem, so that a typing error is found. */
export function readProviderVariables(source: Readonly<Record<string, unknown>>): ProviderVariables {
  const providers: Partial<Record<IntegrationType, OperatorSettings>> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(source)) {
    if (!name.startsWith(PREFIX) || value === "" || value === undefined) continue;
    const setting = parseVariableName(name.slice(PREFIX.length));
    if (setting === undefined) {
      problems.push(`${name}: not a setting of a provider`);
      continue;
    }
    const parsed = setting.schema.safeParse(value);
    if (parsed.success) providers[setting.type] = { ...providers[setting.type], [setting.key]: parsed.data };
    else problems.push(...parsed.error.issues.map(({ message }) => `${name}: ${message}`));
  }
  return problems.length === 0 ? { ok: true, providers } : { ok: false, problems };
}

function parseVariableName(name: string) {
  const suffix = typedKeys(SUFFIXES).find((candidate) => name.endsWith(`_${candidate}`));
  if (suffix === undefined) return undefined;
  const type = IntegrationType.safeParse(name.slice(0, -suffix.length - 1).toLowerCase());
  return type.success ? { type: type.data, ...SUFFIXES[suffix] } : undefined;
}

function typedKeys<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(record) as K[];
}
