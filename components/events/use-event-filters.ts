"use client";

import { useQueryStates, type inferParserType } from "nuqs";
import { eventFilterParsers } from "#components/patterns/list-links.ts";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { useSession } from "#lib/client/session.ts";

type Values = inferParserType<typeof eventFilterParsers>;

function toFilters(values: Values): EventFilters {
  const { status, event, resource, resource_id, id, connection, rule } = values;
  return {
    ...(status === null || status.length === 0 ? {} : { status }),
    ...(event === "" ? {} : { event }),
    ...(resource === "" ? {} : { resource }),
    ...(resource_id === "" ? {} : { resource_id }),
    ...(id === "" ? {} : { id }),
    ...(connection === "" ? {} : { connection }),
    ...(rule === "" ? {} : { rule }),
    ...(values.matched === null ? {} : { matched: values.matched }),
    ...(values.problem === "" ? {} : { problem: values.problem }),
    ...toTimes(values),
    ...(values.search === "" ? {} : { search: values.search }),
  };
}

/** A range of its own comes before one of those that are offered. */
function toTimes({ since, from, until }: Values): EventFilters {
  if (from === null && until === null) return since === null ? {} : { since };
  return { ...(from === null ? {} : { from }), ...(until === null ? {} : { until }) };
}

export type FilterChange = Partial<Values>;

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
    set: (change: FilterChange) => void setValues(change),
    clear: () => void setValues(null),
  };
}
