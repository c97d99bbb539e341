"use client";

import { useQuery } from "@tanstack/react-query";
import type { useEventFilters } from "#components/events/use-event-filters.ts";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { FilterText } from "#components/patterns/filter-text.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Select } from "#components/ui/select.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import { TIME_RANGE_NAMES } from "#lib/contracts/time-range.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

/** When an event came, where it went, and which one it is. */
export function EventSearchFields({ values, set }: Pick<ReturnType<typeof useEventFilters>, "values" | "set">) {
  const t = useTranslations(eventsTexts);
  const { workspaceId, can } = useSession();
  const hasConnections = can("list_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: hasConnections });
  return (
    <>
      <FilterLabel label={t("filter.received")}>
        {(id) => (
          <Select
            id={id}
            value={values.since ?? ""}
            onChange={(change) =>
              set({ since: TIME_RANGE_NAMES.find((since) => since === change.target.value) ?? null })
            }
          >
            <option value="">{t("filter.received.any")}</option>
            {TIME_RANGE_NAMES.map((since) => (
              <option key={since} value={since}>
                {t(`filter.received.${since}`)}
              </option>
            ))}
          </Select>
        )}
      </FilterLabel>
      {hasConnections ? (
        <FilterLabel label={t("filter.connection")}>
          {(id) => (
            <Select id={id} value={values.connection} onChange={(change) => set({ connection: change.target.value })}>
              <option value="">{t("filter.connection.any")}</option>
              {(connections.data?.records ?? []).map((connection) => (
                <option key={connection.id} value={connection.id}>
                  {connection.name}
                </option>
              ))}
            </Select>
          )}
        </FilterLabel>
      ) : null}
      <FilterText label={t("filter.event-id")} value={values.id} options={[]} onCommit={(id) => set({ id })} />
    </>
  );
}
