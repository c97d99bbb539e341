"use client";

import Link from "next/link";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { RuleConnectionFields } from "#components/rules/rule-connection-fields.tsx";
import { RuleEventFields } from "#components/rules/rule-event-fields.tsx";
import { useRuleForm, type RuleFormOptions } from "#components/rules/use-rule-form.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

/** Makes a rule, or changes one. */
export function RuleForm(options: RuleFormOptions) {
  const { connections, integrations, rule } = options;
  const t = useTranslations(ruleFormTexts);
  const { form, submit, write } = useRuleForm(options);
  const isBusy = write.isPending || write.isSuccess;
  const purpose = rule ? "save" : "create";
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="max-w-2xl space-y-4">
      {rule?.problem ? (
        <Alert tone="danger">
          {t.rich("broken", {
            strong: (inside) => <strong className="font-semibold">{inside}</strong>,
            problem: rule.problem,
          })}
        </Alert>
      ) : null}
      <Card className="space-y-3 p-4">
        <RuleEventFields form={form} />
        <RuleConnectionFields
          form={form}
          connections={connections}
          integrations={integrations}
          isConnectionFixed={rule !== undefined}
        />
      </Card>
      {write.error ? <ErrorNote title={t(`${purpose}.failed`)} error={write.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={isBusy}>
          {isBusy ? <Spinner /> : null}
          <span>{t(isBusy ? "saving" : purpose)}</span>
        </Button>
        <Link href="/workspace/rules" className={buttonVariants({ variant: "ghost" })}>
          {t("back")}
        </Link>
      </div>
    </form>
  );
}
