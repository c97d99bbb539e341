import { z } from "zod";
import type { Loaded } from "../kit/fault.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { DATA } from "./api.ts";

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r" };

/** A text as a literal of SOQL, which no text can leave. */
export function literal(text: string): string {
  return `'${text.replaceAll(/[\\'\n\r]/g, (character) => ESCAPES[character] ?? character)}'`;
}

const NEXT = `${DATA}/query/`;

/** One page of what a query finds. `next` leads to the following one, of up to 2,000 records each. */
export async function query<S extends z.ZodType>(
  api: ProviderApi,
  { soql, next }: { soql: string; next?: string | undefined },
  schema: S,
): Promise<Loaded<{ records: z.output<S>[]; next: string | undefined }>> {
  const Page = z.object({ records: z.array(schema), nextRecordsUrl: z.string().startsWith(NEXT).nullish() });
  const request = next === undefined ? { path: `${DATA}/query`, query: { q: soql } } : { path: next };
  const page = await api.read(request, Page);
  if (!page.ok) return page;
  return { ok: true, value: { records: page.value.records, next: page.value.nextRecordsUrl ?? undefined } };
}

const Row = z.object({ Id: z.string() });

/** The id of the first record that a query finds. */
export async function firstId(api: ProviderApi, soql: string): Promise<Loaded<string | undefined>> {
  const found = await query(api, { soql }, Row);
  return found.ok ? { ok: true, value: found.value.records[0]?.Id } : found;
}
