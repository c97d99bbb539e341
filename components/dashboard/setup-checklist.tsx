"use client";

import { CircleCheck, Circle } from "lucide-react";
import Link from "next/link";
import type { SetupStep } from "#components/dashboard/use-setup-steps.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { buttonVariants } from "#components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { useSession } from "#lib/client/session.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

export function SetupChecklist({ steps }: { steps: readonly SetupStep[] }) {
  const t = useTranslations(dashboardTexts);
  const done = steps.filter((step) => step.isDone).length;
  const next = steps.find((step) => !step.isDone);
  return (
    <Card aria-labelledby="setup-title">
      <CardHeader>
        <CardTitle id="setup-title">{t("setup.title")}</CardTitle>
        <span className="text-xs text-soft">{t("setup.progress", { done, total: steps.length })}</span>
      </CardHeader>
      <ol className="divide-y">
        {steps.map((step) => (
          <Step key={step.href} step={step} isNext={step === next} />
        ))}
      </ol>
    </Card>
  );
}

function Step({ step, isNext }: { step: SetupStep; isNext: boolean }) {
  const t = useTranslations(dashboardTexts);
  const { can } = useSession();
  const Icon = step.isDone ? CircleCheck : Circle;
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <Icon aria-hidden className={step.isDone ? "size-5 text-success" : "size-5 text-soft"} />
      <div className="min-w-48 flex-1">
        <p className="font-medium">
          <span>{step.title}</span>
          <span className="sr-only">{` ${t(step.isDone ? "setup.done" : "setup.open")}`}</span>
        </p>
        <p className="text-sm text-soft">{step.text}</p>
      </div>
      {step.isDone ? null : <StepAction step={step} isNext={isNext} isAllowed={can(step.needs)} />}
    </li>
  );
}

function StepAction({ step, isNext, isAllowed }: { step: SetupStep; isNext: boolean; isAllowed: boolean }) {
  const t = useTranslations(dashboardTexts);
  if (!isAllowed) return <span className="text-xs text-soft">{t("setup.administrator")}</span>;
  return (
    <Link href={step.href} className={buttonVariants({ variant: isNext ? "primary" : "secondary" })}>
      {step.action}
    </Link>
  );
}
