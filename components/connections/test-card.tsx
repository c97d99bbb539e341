"use client";

import { useId, useState } from "react";
import { ExchangeView } from "#components/connections/lazy-panels.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { OUTCOME_WORDS } from "#components/patterns/outcome-words.ts";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useTestConnection } from "#lib/client/connections.ts";
import type { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { formatDuration } from "#lib/format/durations.ts";

/** Tries what is saved, not what stands in the form. */
export function TestCard({ connection, integration }: { connection: Connection; integration: Integration }) {
  const test = useTestConnection(connection.id);
  const run = useSingleWrite(test.mutateAsync);
  const isWebhook = integration.type === "webhook";
  return (
    <Card aria-labelledby="test-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="test-title">{isWebhook ? "Test request" : "Check the connection"}</CardTitle>
      </CardHeader>
      <CardBody className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-48 flex-1 text-sm text-soft">
            {isWebhook
              ? "Sends a sample event with the saved settings. Nothing is changed here, whatever the response."
              : `Asks ${integration.name} which account this is. Nothing is changed, there or here.`}
          </p>
          <Button size="sm" disabled={test.isPending} onClick={() => void run()}>
            {test.isPending ? <Spinner /> : null}
            <span>{buttonLabel(isWebhook, test.isPending)}</span>
          </Button>
        </div>
        {test.error ? <ErrorNote title="The test could not be run." error={test.error} /> : null}
        {test.data && !test.isPending ? <TestResult key={test.data.started_at} result={test.data} /> : null}
      </CardBody>
    </Card>
  );
}

function buttonLabel(isWebhook: boolean, isPending: boolean): string {
  if (isWebhook) return isPending ? "Sending…" : "Send test request";
  return isPending ? "Asking…" : "Check now";
}

function TestResult({ result }: { result: ConnectionTest }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Alert tone={result.ok ? "success" : "danger"} role="status" className="space-y-1">
        <p>
          {result.ok ? null : <strong className="font-semibold">{`${OUTCOME_WORDS[result.outcome_code]}. `}</strong>}
          <span>{`${result.message} (${formatDuration(result.duration_ms)})`}</span>
        </p>
        {result.details ? (
          <Button size="sm" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Hide what was sent" : "Show what was sent"}
          </Button>
        ) : null}
      </Alert>
      <div id={id}>{isOpen && result.details ? <ExchangeView details={result.details} /> : null}</div>
    </>
  );
}
