"use client";

import { useState } from "react";
import { PauseConnection } from "#components/connections/pause-connection.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

/** On the page of an active connection; one that is not has its way back in the note at the top. */
export function PauseCard({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <Card aria-labelledby="pause-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="pause-title">{t("pause.title")}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-48 flex-1 text-sm text-soft">{t("pause.effect")}</p>
        <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("pause.open")}
        </Button>
        {isOpen ? (
          <div className="basis-full">
            <PauseConnection connection={connection} onClose={() => setOpen(false)} />
          </div>
        ) : null}
      </CardBody>
    </Card>
  );
}
