import type { Integration } from "../../contracts/integrations.ts";
import { UNPAGED_LIST_LIMIT, type Page, type PageQuery } from "../../contracts/primitives.ts";
import type { AppContext } from "../app-context.ts";
import { badParam } from "../errors.ts";

/** The catalogue of this build, by name. Its cursor is the type of the last record. */
export function listIntegrations(
  { destinations }: Pick<AppContext, "destinations">,
  query: PageQuery,
): Page<Integration> {
  const all = destinations.all.map(({ integration }) => integration);
  const limit = query.limit ?? UNPAGED_LIST_LIMIT;
  const start = query.cursor === undefined ? 0 : all.findIndex(({ type }) => type === query.cursor) + 1;
  if (query.cursor !== undefined && start === 0) throw badParam("cursor", "Not a cursor of this list");
  const records = all.slice(start, start + limit);
  const last = records.at(-1);
  const hasMore = start + limit < all.length && last !== undefined;
  return { count: records.length, limit, next_cursor: hasMore ? last.type : null, records };
}
