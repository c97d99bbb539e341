"use client";

import Link from "next/link";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";
import { eventTexts } from "#lib/i18n/texts/event.ts";

export function DeliveryNotes({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const t = useTranslations(eventTexts);
  const isWaiting = ruleEvent.waiting === "connection_inactive" && !ruleEvent.connection_deleted;
  return (
    <>
      {ruleEvent.connection_deleted ? <Note>{t("delivery.connection-deleted")}</Note> : null}
      {ruleEvent.rule_deleted ? <Note>{t("delivery.rule-deleted")}</Note> : null}
      {isWaiting ? <WaitingNote connectionId={ruleEvent.connection} /> : null}
    </>
  );
}

function Note({ children }: { children: string }) {
  return <p className="border-t px-3 py-2 text-sm text-soft">{children}</p>;
}

function WaitingNote({ connectionId }: { connectionId: string }) {
  const t = useTranslations(eventTexts);
  const { can } = useSession();
  return (
    <Alert tone="warning" className="mx-3 mb-2">
      {t.rich("delivery.waiting.text", {
        link: (inside) =>
          can("write_connections") ? <Link href={`/workspace/connections/${connectionId}`}>{inside}</Link> : null,
      })}
    </Alert>
  );
}
