import { z } from "zod";
import { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { defineProvider } from "#lib/server/providers/kit/define-provider.ts";
import { loadPages } from "#lib/server/providers/kit/load-pages.ts";
import { renderTemplate } from "#lib/server/providers/kit/render-template.ts";
import { builtInDestinations, createDestinations } from "#lib/server/providers/registry.ts";
import { uniqueName } from "../api/factories.ts";
import type { Answer, Received } from "../api/receiver.ts";

const Segments = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string() })),
  next: z.string().nullable(),
});
const Option = z.object({ value: z.string(), label: z.string() });
const Topics = z.object({
  data: z.array(z.object({ id: z.string(), title: z.string(), options: z.array(Option).optional() })),
});
const Fields = z.object({ fields: z.array(CatalogField) });

/** A destination with an account behind it, as the product's own have: pages of data, fields, an API key. */
export const fakeDestination = defineProvider({
  type: "resend",
  name: "Made up",
  authentication: {
    type: "api_key",
    keyField: "api_key",
    fields: [
      { key: "api_url", label: "API URL", type: "text", required: true, validate: "url" },
      { key: "api_key", label: "API key", type: "password", required: true },
    ],
  },
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? String(settings.metadata["api_url"]),
    auth: { authorization: `Bearer ${settings.secrets["api_key"] ?? ""}` },
  }),
  errors: { read: ({ status }) => (status < 300 ? undefined : {}) },
  identify: async ({ api }) => {
    const answer = await api.send({ method: "POST", path: "/contacts" });
    return answer.ok ? { ok: true, value: { id: "account-1", label: "Made-up account" } } : answer;
  },
  actions: {
    add_to_segment: {
      label: "Add to segment",
      noun: "contact",
      description: "Adds the contact to a segment",
      inputs: [{ kind: "simple", key: "segments", field: "id", label: "Segment", noun: "segment", required: true }],
      perform: ({ api, data }) => api.send({ method: "POST", path: "/contacts", json: data }),
      check: async ({ api }, { id = "" }) => {
        const answer = await api.send({ path: `/segments/${encodeURIComponent(id)}` });
        return answer.ok ? { ok: true, value: undefined } : answer;
      },
    },
    set_topic: {
      label: "Set topic",
      noun: "contact",
      description: "Sets how often the contact hears of a topic",
      inputs: [
        {
          kind: "advanced",
          key: "topics",
          field: "id",
          label: "Topic",
          noun: "topic",
          required: true,
          options: {
            key: "options",
            field: "value",
            length: 1,
            display: { label: "How often", button: "Choose", description: "One of the topic's own values" },
            type: "select",
            entity: "option",
          },
        },
      ],
      perform: ({ api, data, metadata }) =>
        api.send({ method: "POST", path: "/contacts", json: { ...data, [metadata.id ?? ""]: metadata.value } }),
    },
    send_note: {
      label: "Send note",
      noun: "note",
      description: "Sends a text to everybody of the account",
      inputs: [
        {
          kind: "field",
          key: "from",
          field: "from",
          label: "From",
          type: "text",
          required: true,
          regex: "^[^@ ]+@[^@ ]+$",
          regexMessage: "An e-mail address",
        },
        {
          kind: "field",
          key: "tone",
          field: "tone",
          label: "Tone",
          type: "select",
          options: [
            { label: "Plain", value: "plain" },
            { label: "Loud", value: "loud" },
          ],
        },
        {
          kind: "field",
          key: "template",
          field: "template",
          label: "Text",
          type: "textarea",
          required: true,
          description: "What is sent. {{email}} becomes the e-mail address of the event.",
        },
      ],
      perform: async ({ api, metadata, event, budget }) => {
        const note = renderTemplate(String(metadata["template"]), event.payload, (value) => value, budget);
        return note.ok ? api.send({ method: "POST", path: "/contacts", json: { note: note.value } }) : note;
      },
    },
    subscribe: {
      label: "Subscribe",
      noun: "topic",
      description: "Subscribes the contact to a topic",
      inputs: [{ kind: "simple", key: "topics", field: "id", required: true }],
      perform: ({ api, metadata }) => api.send({ method: "PUT", path: `/topics/${metadata.id ?? ""}` }),
    },
  },
  actionData: {
    segments: ({ api }) =>
      loadPages(async (next) => {
        const page = await api.read({ path: "/segments", query: { page: next } }, Segments);
        if (!page.ok) return page;
        return { ok: true, value: { items: page.value.data, next: page.value.next ?? undefined } };
      }),
    topics: async ({ api }) => {
      const answer = await api.read({ path: "/topics" }, Topics);
      if (!answer.ok) return answer;
      return { ok: true, value: answer.value.data.map(({ title: name, ...topic }) => ({ ...topic, name })) };
    },
  },
  fields: {
    isClosed: true,
    fixed: [],
    load: async ({ api }) => {
      const answer = await api.read({ path: "/fields" }, Fields);
      return answer.ok ? { ok: true, value: answer.value.fields } : answer;
    },
  },
  onAmbiguous: "retry",
});

export const withFakeDestination = createDestinations([
  ...builtInDestinations.all.filter(({ integration }) => integration.type !== "resend"),
  fakeDestination,
]);

export const API_KEY = "key-of-the-made-up-account";

export type Account = {
  segments: readonly (readonly { id: string; name: string }[])[];
  topics: readonly { id: string; title: string; options?: readonly { value: string; label: string }[] }[];
  fields: readonly CatalogField[];
};

/** The provider's side: a receiver that behaves like the API of this account. */
export function accountApi(account: Account) {
  return ({ path, headers }: Received): Answer => {
    if (headers.authorization !== `Bearer ${API_KEY}`) return { status: 401 };
    const { pathname, searchParams } = new URL(path, "http://provider");
    const segment = /^\/hook\/segments\/(.+)$/.exec(pathname)?.[1];
    if (segment !== undefined) return { status: account.segments.flat().some(({ id }) => id === segment) ? 200 : 404 };
    const page = Number(searchParams.get("page") ?? 0);
    const next = page + 1 < account.segments.length ? String(page + 1) : null;
    const answers: Record<string, unknown> = {
      "/hook/segments": { data: account.segments[page] ?? [], next },
      "/hook/topics": { data: account.topics },
      "/hook/fields": { fields: account.fields },
      "/hook/contacts": {},
    };
    return { status: pathname in answers ? 200 : 404, body: JSON.stringify(answers[pathname]) };
  };
}

export function fakeConnection(workspace: string, apiUrl: string, fields: object = {}) {
  return {
    workspace,
    type: "resend",
    name: uniqueName("Made up"),
    metadata: { api_url: apiUrl, api_key: API_KEY },
    ...fields,
  };
}
