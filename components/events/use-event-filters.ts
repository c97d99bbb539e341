"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates, type inferParserType } from "nuqs";
import type { EventFilters, Since } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";

export const SINCE: readonly Since[] = ["1h", "24h", "7d", "30d"];

const parsers = {
  status: parseAsStringLiteral(DELIVERY_STATUSES),
  event: parseAsString.withDefault(""),
  resource: parseAsString.withDefault(""),
  resource_id: parseAsString.withDefault(""),
  id: parseAsString.withDefault(""),
  connection: parseAsString.withDefault(""),
  since: parseAsStringLiteral(SINCE),
};

function toFilters(values: inferParserType<typeof parsers>): EventFilters {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ""));
}

/** The filters of the list, kept in the URL. A resource session is bound to its pair, which is then no filter of its own. */
export function useEventFilters() {
  const { session } = useSession();
  const [values, setValues] = useQueryStates(parsers, { history: "replace" });
  const isBound = session.session_type === "resource";
  const shown = isBound ? { ...values, resource: "", resource_id: "" } : values;
  const filters = toFilters(shown);
  return {
    values: shown,
    filters,
    isBound,
    isFiltered: Object.keys(filters).length > 0,
    set: (change: Partial<typeof values>) => void setValues(change),
    clear: () => void setValues(null),
  };
}
