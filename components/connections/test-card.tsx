"use client";

import { useId, useState } from "react";
import { emphasize } from "#components/connections/emphasize.tsx";
import { ExchangeView } from "#components/connections/lazy-panels.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useTestConnection } from "#lib/client/connections.ts";
import type { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

/** Tries what is saved, not what stands in the form. */
export function TestCard({ connection, integration }: { connection: Connection; integration: Integration }) {
  const t = useTranslations(connectionTexts);
  const test = useTestConnection(connection.id);
  const run = useSingleWrite(test.mutateAsync);
  const isWebhook = integration.type === "webhook";
  return (
    <Card aria-labelledby="test-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="test-title">{t(isWebhook ? "test.title" : "check.title")}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-48 flex-1 text-sm text-soft">
            {isWebhook ? t("test.hint") : t("check.hint", { name: integration.name })}
          </p>
          <Button size="sm" disabled={test.isPending} onClick={() => void run()}>
            {test.isPending ? <Spinner /> : null}
            <span>{t(`${isWebhook ? "test" : "check"}.${test.isPending ? "running" : "run"}`)}</span>
          </Button>
        </div>
        {test.error ? <ErrorNote title={t("test.failed")} error={test.error} /> : null}
        {test.data && !test.isPending ? <TestResult key={test.data.started_at} result={test.data} /> : null}
      </CardBody>
    </Card>
  );
}

function TestResult({ result }: { result: ConnectionTest }) {
  const t = useTranslations(connectionTexts);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Alert tone={result.ok ? "success" : "danger"} role="status" className="space-y-1">
        <p>
          <ResultWords result={result} />
        </p>
        {result.details ? (
          <Button size="sm" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? "test.hide" : "test.show")}
          </Button>
        ) : null}
      </Alert>
      <div id={id} className={isOpen ? "mt-2" : undefined}>
        {isOpen && result.details ? <ExchangeView details={result.details} /> : null}
      </div>
    </>
  );
}

function ResultWords({ result }: { result: ConnectionTest }) {
  const common = useTranslations(commonTexts);
  const t = useTranslations(connectionTexts);
  const formats = useFormats();
  const values = { message: result.message, duration: formats.duration(result.duration_ms) };
  if (result.ok) return t("test.result", values);
  return t.rich("test.result.failed", {
    ...values,
    outcome: common(`outcome.${result.outcome_code}`),
    strong: emphasize,
  });
}
