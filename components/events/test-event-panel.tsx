"use client";

import { TestEventFields } from "#components/events/test-event-fields.tsx";
import { TestEventResult } from "#components/events/test-event-result.tsx";
import { useTestEventForm } from "#components/events/use-test-event-form.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { eventsTexts } from "#lib/i18n/texts/events.ts";
import { testEventTexts } from "#lib/i18n/texts/test-event.ts";

export function TestEventPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations(testEventTexts);
  const tList = useTranslations(eventsTexts);
  const { form, send, submit, isBound } = useTestEventForm();
  return (
    <Card aria-labelledby="test-event-title" className="mb-4">
      <CardHeader>
        <CardTitle id="test-event-title">{tList("test.title")}</CardTitle>
        <Button variant="ghost" size="sm" onClick={onClose}>
          {t("close")}
        </Button>
      </CardHeader>
      <CardBody>
        <p className="mb-3 text-sm text-soft">{t("intro")}</p>
        <form noValidate onSubmit={(event) => void submit(event)} className="space-y-3">
          <TestEventFields form={form} isBound={isBound} />
          <TestEventResult error={send.error} event={send.data} />
          <Button type="submit" variant="primary" disabled={send.isPending}>
            {send.isPending ? <Spinner /> : null}
            <span>{send.isPending ? t("sending") : t("send")}</span>
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
