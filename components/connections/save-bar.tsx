"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { CheckField } from "#components/patterns/check-field.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";

type Failure = { error: unknown; isShownAtFields: boolean; canSkipTest: boolean };

type SaveBarProps = {
  form: UseFormReturn<ConnectionForm>;
  failure: Failure | undefined;
  label: string;
  /** What became of the save before, shown beside the button that was pressed. */
  notice?: ReactNode;
  integration: Integration;
  onSaveWithoutTest: () => void;
};

export function SaveBar({ form, failure, label, notice, integration, onSaveWithoutTest }: SaveBarProps) {
  const { isSubmitting } = form.formState;
  const isTested = form.watch("is_tested");
  const hasTest = integration.type === "webhook";
  const webhookLabel = isTested ? "Sending a test request…" : "Saving…";
  const pendingLabel = hasTest ? webhookLabel : `Checking with ${integration.name}…`;
  return (
    <div className="space-y-3">
      {hasTest ? (
        <CheckField
          {...form.register("is_tested")}
          label="Send a test request when saving"
          hint="A sample event, marked X-Meshes-Test: true. Only a response from 200 to 299 counts as success."
        />
      ) : null}
      {failure ? <FailureNote failure={failure} isBusy={isSubmitting} onSaveWithoutTest={onSaveWithoutTest} /> : null}
      {notice && !failure ? <div>{notice}</div> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={isSubmitting}>
          {isSubmitting ? <Spinner /> : null}
          <span>{isSubmitting ? pendingLabel : label}</span>
        </Button>
        <Link href="/workspace/connections" className={buttonVariants({ variant: "ghost" })}>
          Back to connections
        </Link>
      </div>
      <span role="status" className="sr-only">
        {isSubmitting ? pendingLabel : ""}
      </span>
    </div>
  );
}

type FailureNoteProps = { failure: Failure; isBusy: boolean; onSaveWithoutTest: () => void };

function FailureNote({ failure, isBusy, onSaveWithoutTest }: FailureNoteProps) {
  if (failure.canSkipTest) {
    return (
      <Alert tone="warning" role="alert" className="space-y-2">
        <p>
          <strong className="font-semibold">Nothing was saved:</strong>
          <span> the test request failed. The reason is shown at the URL above.</span>
        </p>
        <Button size="sm" disabled={isBusy} onClick={onSaveWithoutTest}>
          Save without testing
        </Button>
      </Alert>
    );
  }
  if (failure.isShownAtFields) {
    return (
      <Alert tone="danger" role="alert">
        Nothing was saved. Correct the marked fields.
      </Alert>
    );
  }
  return <ErrorNote title="Nothing was saved." error={failure.error} />;
}
