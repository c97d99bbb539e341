"use client";

import { useQuery } from "@tanstack/react-query";
import type { useEventFilters } from "#components/events/use-event-filters.ts";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { FilterText } from "#components/patterns/filter-text.tsx";
import { Select } from "#components/ui/select.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import { TIME_RANGE_NAMES, type TimeRange } from "#lib/contracts/time-range.ts";

const SINCE_WORDS: Record<TimeRange, string> = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

/** When an event came, where it went, and which one it is. */
export function EventSearchFields({ values, set }: Pick<ReturnType<typeof useEventFilters>, "values" | "set">) {
  const { workspaceId, can } = useSession();
  const hasConnections = can("list_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: hasConnections });
  return (
    <>
      <FilterLabel label="Received">
        {(id) => (
          <Select
            id={id}
            value={values.since ?? ""}
            onChange={(change) =>
              set({ since: TIME_RANGE_NAMES.find((since) => since === change.target.value) ?? null })
            }
          >
            <option value="">Any time</option>
            {TIME_RANGE_NAMES.map((since) => (
              <option key={since} value={since}>
                {SINCE_WORDS[since]}
              </option>
            ))}
          </Select>
        )}
      </FilterLabel>
      {hasConnections ? (
        <FilterLabel label="Connection">
          {(id) => (
            <Select id={id} value={values.connection} onChange={(change) => set({ connection: change.target.value })}>
              <option value="">Any</option>
              {(connections.data?.records ?? []).map((connection) => (
                <option key={connection.id} value={connection.id}>
                  {connection.name}
                </option>
              ))}
            </Select>
          )}
        </FilterLabel>
      ) : null}
      <FilterText label="Event ID" value={values.id} options={[]} onCommit={(id) => set({ id })} />
    </>
  );
}
