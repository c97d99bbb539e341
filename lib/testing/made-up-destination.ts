import { z } from "zod";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { Destination, ProviderAccess, Settings } from "#lib/server/destinations/definition.ts";
import { loadPages } from "#lib/server/destinations/load-pages.ts";
import type { AttemptOutcome } from "#lib/server/destinations/outcome.ts";
import { createDestinations } from "#lib/server/destinations/registry.ts";
import { builtInDestinations } from "#lib/server/destinations/registry.ts";
import type { EgressClient } from "#lib/server/egress/egress-client.ts";
import { uniqueName } from "./factories.ts";
import type { Answer, Received } from "./receiver.ts";

const Metadata = z.object({ api_url: z.string(), api_key: z.string().optional() });

const Segments = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string() })),
  next: z.string().nullable(),
});
const Topics = z.object({ data: z.array(z.object({ id: z.string(), title: z.string() })) });
const Fields = z.object({ fields: z.array(CatalogField) });

function requestOf({ settings }: Pick<ProviderAccess, "settings">, path: string) {
  const { api_url: url } = Metadata.parse(settings.metadata);
  return { url: `${url}${path}`, headers: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` } };
}

async function call(settings: Settings, egress: EgressClient): Promise<AttemptOutcome> {
  const result = await egress.send({ method: "POST", ...requestOf({ settings }, "/contacts") });
  const { durationMs } = result;
  if (result.kind === "response" && result.statusCode === 200)
    return { kind: "delivered", code: "delivered", message: "Delivered", durationMs };
  return { kind: "failed", code: "auth_failed", message: "The provider refused the key", durationMs };
}

/** A destination with an account behind it, as the product's own will have: pages of data, fields, an API key. */
const madeUp: Destination = {
  integration: {
    name: "Made up",
    type: "resend",
    authentication: { type: "api_key", fields: [{ key: "api_key", label: "API key", type: "password" }] },
    actions: {
      add_to_segment: {
        key: "add_to_segment",
        label: "Add to segment",
        noun: "contact",
        fields: ["id"],
        data: [{ kind: "simple", key: "segments", field: "id", required: true }],
      },
    },
  },
  parseSettings: (input, previous) => {
    const { api_url, api_key } = Metadata.parse(input);
    const secrets = api_key === undefined || api_key === SECRET_MASK ? (previous?.secrets ?? {}) : { api_key };
    return { ok: true, skipTest: false, settings: { metadata: { api_url }, secrets } };
  },
  presentSettings: ({ metadata }) => ({ ...metadata, api_key: SECRET_MASK }),
  revealOnce: () => ({}),
  deliver: ({ settings }, egress) => call(settings, egress),
  test: ({ settings }, egress) => call(settings, egress),
  testedParam: "metadata.api_key",
  actionData: {
    segments: (access) =>
      loadPages(async (next) => {
        const page = await access.api.readJson(requestOf(access, `/segments${next ?? ""}`), Segments);
        if (!page.ok) return page;
        return { ok: true, value: { items: page.value.data, next: page.value.next ?? undefined } };
      }),
    topics: async (access) => {
      const answer = await access.api.readJson(requestOf(access, "/topics"), Topics);
      if (!answer.ok) return answer;
      return { ok: true, value: answer.value.data.map(({ id, title }) => ({ id, name: title })) };
    },
  },
  fields: {
    isClosed: true,
    load: async (access) => {
      const answer = await access.api.readJson(requestOf(access, "/fields"), Fields);
      return answer.ok ? { ok: true, value: answer.value.fields } : answer;
    },
  },
};

export const withMadeUpDestination = createDestinations([...builtInDestinations.all, madeUp]);

export const API_KEY = "key-of-the-made-up-account";

export type Account = {
  segments: readonly (readonly { id: string; name: string }[])[];
  topics: readonly { id: string; title: string }[];
  fields: readonly CatalogField[];
};

/** The provider's side: a receiver that behaves like the API of this account. */
export function accountApi(account: Account) {
  return ({ path, headers }: Received): Answer => {
    if (headers.authorization !== `Bearer ${API_KEY}`) return { status: 401 };
    const { pathname, searchParams } = new URL(path, "http://provider");
    const page = Number(searchParams.get("page") ?? 0);
    const next = page + 1 < account.segments.length ? `?page=${page + 1}` : null;
    const answers: Record<string, unknown> = {
      "/hook/segments": { data: account.segments[page] ?? [], next },
      "/hook/topics": { data: account.topics },
      "/hook/fields": { fields: account.fields },
      "/hook/contacts": {},
    };
    return { status: pathname in answers ? 200 : 404, body: JSON.stringify(answers[pathname]) };
  };
}

export function madeUpConnection(workspace: string, apiUrl: string, fields: object = {}) {
  return {
    workspace,
    type: "resend",
    name: uniqueName("Made up"),
    metadata: { api_url: apiUrl, api_key: API_KEY },
    ...fields,
  };
}
