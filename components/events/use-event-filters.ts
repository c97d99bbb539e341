"use client";

import { useQueryStates, type inferParserType } from "nuqs";
import { eventFilterParsers } from "#components/patterns/list-links.ts";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { useSession } from "#lib/client/session.ts";

type Values = inferParserType<typeof eventFilterParsers>;

function toFilters({
  status,
  event,
  resource,
  resource_id,
  id,
  connection,
  since,
  from,
  until,
  problem,
}: Values): EventFilters {
  return {
    ...(status === null ? {} : { status }),
    ...(event === "" ? {} : { event }),
    ...(resource === "" ? {} : { resource }),
    ...(resource_id === "" ? {} : { resource_id }),
    ...(id === "" ? {} : { id }),
    ...(connection === "" ? {} : { connection }),
    ...(since === null ? {} : { since }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
    ...(problem === "" ? {} : { problem }),
  };
}

/** The filters of the list, kept in the URL. A resource session is bound to its resource, which is then no filter of its own. */
export function useEventFilters() {
  const { session } = useSession();
  const [values, setValues] = useQueryStates(eventFilterParsers, { history: "replace" });
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
