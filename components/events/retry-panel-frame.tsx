"use client";

import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type RetryPanelFrameProps = { children: ReactNode; isBusy?: boolean; onClose?: () => void };

export function RetryPanelFrame({ children, isBusy = false, onClose }: RetryPanelFrameProps) {
  const t = useTranslations(eventsTexts);
  return (
    <Card aria-labelledby="retry-all-title" aria-busy={isBusy} className="mb-3">
      <CardHeader>
        <CardTitle id="retry-all-title">{t("retry-all.title")}</CardTitle>
        {onClose ? (
          <Button variant="ghost" size="sm" onClick={onClose}>
            {t("retry-all.close")}
          </Button>
        ) : null}
      </CardHeader>
      <CardBody className="space-y-3 text-sm">{children}</CardBody>
    </Card>
  );
}
