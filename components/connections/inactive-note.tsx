"use client";

import { useState } from "react";
import { emphasize } from "#components/connections/emphasize.tsx";
import { PauseConnection } from "#components/connections/lazy-panels.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

/** Why the connection is off, what that means, and the way back, where that is not a new sign-in. */
export function InactiveNote({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionTexts);
  const [isOpen, setOpen] = useState(false);
  const isOver = needsReconnect(connection.inactive_reason);
  const common = useTranslations(commonTexts);
  const reason = connection.inactive_reason;
  return (
    <div className="max-w-2xl space-y-2">
      <Alert tone="warning" className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-48 flex-1">
          {reason
            ? t.rich("inactive.note.why", {
                what: common(`inactive.${reason}.what`),
                todo: common(`inactive.${reason}.todo`),
                strong: emphasize,
              })
            : t.rich("inactive.note", { strong: emphasize })}
        </p>
        {isOver ? null : (
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t("inactive.resume")}
          </Button>
        )}
      </Alert>
      {isOpen ? <PauseConnection connection={connection} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
