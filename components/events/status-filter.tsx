"use client";

import { Check } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { isOfDelivery, type EventFilters } from "#lib/client/event-filters.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type StatusFilterProps = { filters: EventFilters; onChange: (status: DeliveryStatus[] | null) => void };

/** Any number of statuses, each a button that stays pressed. */
export function StatusFilter({ filters, onChange }: StatusFilterProps) {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const id = useId();
  const chosen = filters.status ?? [];
  const toggle = (status: DeliveryStatus) => {
    const next = DELIVERY_STATUSES.filter((one) => chosen.includes(one) !== (one === status));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="mb-1 text-xs text-soft">
        {isOfDelivery(filters) ? t("filter.status.delivery") : t("filter.status")}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {DELIVERY_STATUSES.map((status) => (
          <button
            key={status}
            type="button"
            aria-pressed={chosen.includes(status)}
            onClick={() => toggle(status)}
            className="inline-flex h-7 items-center gap-1 rounded-full border border-control bg-surface px-2.5 text-xs transition-colors hover:bg-hover aria-pressed:border-brand aria-pressed:bg-brand aria-pressed:text-on-brand"
          >
            {chosen.includes(status) ? <Check aria-hidden className="size-3.5" /> : null}
            <span>{common(`status.${status}`)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
