"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { emphasize } from "#components/connections/emphasize.tsx";
import { CheckField } from "#components/patterns/check-field.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

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
  const t = useTranslations(connectionFormTexts);
  const { isSubmitting } = form.formState;
  const isTested = form.watch("is_tested");
  const hasTest = integration.type === "webhook";
  const webhookLabel = t(isTested ? "save.testing" : "save.saving");
  const pendingLabel = hasTest ? webhookLabel : t("save.checking", { name: integration.name });
  return (
    <div className="space-y-3">
      {hasTest ? <CheckField {...form.register("is_tested")} label={t("test.label")} hint={t("test.hint")} /> : null}
      {failure ? <FailureNote failure={failure} isBusy={isSubmitting} onSaveWithoutTest={onSaveWithoutTest} /> : null}
      {notice && !failure ? <div>{notice}</div> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={isSubmitting}>
          {isSubmitting ? <Spinner /> : null}
          <span>{isSubmitting ? pendingLabel : label}</span>
        </Button>
        <Link href="/workspace/connections" className={buttonVariants({ variant: "ghost" })}>
          {t("save.back")}
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
  const t = useTranslations(connectionFormTexts);
  if (failure.canSkipTest) {
    return (
      <Alert tone="warning" role="alert" className="space-y-2">
        <p>{t.rich("save.failed.test", { strong: emphasize })}</p>
        <Button size="sm" disabled={isBusy} onClick={onSaveWithoutTest}>
          {t("save.untested")}
        </Button>
      </Alert>
    );
  }
  if (failure.isShownAtFields) {
    return (
      <Alert tone="danger" role="alert">
        {t("save.failed.fields")}
      </Alert>
    );
  }
  return <ErrorNote title={t("save.failed")} error={failure.error} />;
}
