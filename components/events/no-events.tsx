"use client";

import { Inbox, SearchX } from "lucide-react";
import { useTestPanel } from "#components/events/use-test-panel.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { isPayloadSearch, type EventFilters } from "#lib/client/event-filters.ts";
import { useSession } from "#lib/client/session.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type NoEventsProps = { filters: EventFilters; isFiltered: boolean; onClear: () => void };

/** Of what nothing was found, which decides what there is to say. */
function kindOf(filters: EventFilters): "empty-payload" | "empty-id" | "empty-filtered" {
  if (filters.search === undefined) return "empty-filtered";
  return isPayloadSearch(filters) ? "empty-payload" : "empty-id";
}

export function NoEvents({ filters, isFiltered, onClear }: NoEventsProps) {
  const t = useTranslations(eventsTexts);
  if (isFiltered) {
    const kind = kindOf(filters);
    return (
      <EmptyState
        icon={SearchX}
        title={t(`${kind}.title`)}
        action={<Button onClick={onClear}>{t("empty-filtered.clear")}</Button>}
      >
        {t(`${kind}.text`)}
      </EmptyState>
    );
  }
  return <NoEventsYet />;
}

function NoEventsYet() {
  const t = useTranslations(eventsTexts);
  const { can } = useSession();
  const { isOpen, toggle } = useTestPanel();
  const action = can("emit_events") && !isOpen ? <Button onClick={toggle}>{t("test.open")}</Button> : null;
  return (
    <EmptyState icon={Inbox} title={t("empty.title")} action={action}>
      {t("empty.text")}
    </EmptyState>
  );
}
