"use client";

import { Inbox, SearchX } from "lucide-react";
import { useTestPanel } from "#components/events/use-test-panel.ts";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type NoEventsProps = { isFiltered: boolean; onClear: () => void };

export function NoEvents({ isFiltered, onClear }: NoEventsProps) {
  const t = useTranslations(eventsTexts);
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("empty-filtered.title")}
        action={<Button onClick={onClear}>{t("empty-filtered.clear")}</Button>}
      >
        {t("empty-filtered.text")}
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
