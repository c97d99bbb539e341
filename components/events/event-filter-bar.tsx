"use client";

import { useQuery } from "@tanstack/react-query";
import { EventSearchFields } from "#components/events/event-search-fields.tsx";
import { useEventFilters } from "#components/events/use-event-filters.ts";
import { FilterBar } from "#components/patterns/filter-bar.tsx";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { FilterText } from "#components/patterns/filter-text.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Select } from "#components/ui/select.tsx";
import { isOfDelivery } from "#lib/client/event-filters.ts";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

function toStatus(value: string): DeliveryStatus | null {
  return DELIVERY_STATUSES.find((status) => status === value) ?? null;
}

export function EventFilterBar() {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const { workspaceId } = useSession();
  const { values, filters, isBound, isFiltered, set, clear } = useEventFilters();
  const eventTypes = useQuery(workspaceQueries.eventTypes(workspaceId));
  const resources = useQuery({ ...workspaceQueries.resources(workspaceId), enabled: !isBound });
  return (
    <FilterBar label={t("filter.label")} isFiltered={isFiltered} onClear={clear}>
      <FilterLabel label={isOfDelivery(filters) ? t("filter.status.delivery") : t("filter.status")}>
        {(id) => (
          <Select
            id={id}
            value={values.status ?? ""}
            onChange={(change) => set({ status: toStatus(change.target.value) })}
          >
            <option value="">{t("filter.status.any")}</option>
            {DELIVERY_STATUSES.map((status) => (
              <option key={status} value={status}>
                {common(`status.${status}`)}
              </option>
            ))}
          </Select>
        )}
      </FilterLabel>
      <FilterText
        label={t("filter.event")}
        value={values.event}
        options={(eventTypes.data ?? []).map((entry) => entry.key)}
        onCommit={(event) => set({ event })}
      />
      {isBound ? null : (
        <>
          <FilterText
            label={t("filter.resource")}
            value={values.resource}
            options={(resources.data ?? []).map((entry) => entry.key)}
            onCommit={(resource) => set({ resource })}
          />
          <FilterText
            label={t("filter.resource-id")}
            value={values.resource_id}
            options={[]}
            onCommit={(id) => set({ resource_id: id })}
          />
        </>
      )}
      <EventSearchFields values={values} set={set} />
    </FilterBar>
  );
}
