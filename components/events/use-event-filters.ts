"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { EventFilters } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";

const parsers = {
  status: parseAsStringLiteral(DELIVERY_STATUSES),
  event: parseAsString.withDefault(""),
  resource: parseAsString.withDefault(""),
  resource_id: parseAsString.withDefault(""),
};

function toFilters(values: {
  status: DeliveryStatus | null;
  event: string;
  resource: string;
  resource_id: string;
}): EventFilters {
  return {
    ...(values.status ? { status: values.status } : {}),
    ...(values.event ? { event: values.event } : {}),
    ...(values.resource ? { resource: values.resource } : {}),
    ...(values.resource_id ? { resource_id: values.resource_id } : {}),
  };
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
