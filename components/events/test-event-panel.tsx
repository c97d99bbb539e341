"use client";

import { TestEventFields } from "#components/events/test-event-fields.tsx";
import { TestEventResult } from "#components/events/test-event-result.tsx";
import { useTestEventForm } from "#components/events/use-test-event-form.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

export function TestEventPanel({ onClose }: { onClose: () => void }) {
  const { form, send, submit, isBound } = useTestEventForm();
  return (
    <Card aria-labelledby="test-event-title" className="mb-4">
      <CardHeader>
        <CardTitle id="test-event-title">Send a test event</CardTitle>
        <Button variant="ghost" size="sm" onClick={onClose}>
          Close
        </Button>
      </CardHeader>
      <CardBody>
        <p className="mb-3 text-sm text-soft">
          It is handled like any other event: rules that match it deliver it for real.
        </p>
        <form noValidate onSubmit={(event) => void submit(event)} className="space-y-3">
          <TestEventFields form={form} isBound={isBound} />
          <TestEventResult error={send.error} event={send.data} />
          <Button type="submit" variant="primary" disabled={send.isPending}>
            {send.isPending ? <Spinner /> : null}
            <span>{send.isPending ? "Sending…" : "Send event"}</span>
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
