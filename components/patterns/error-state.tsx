"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { describeError } from "#components/patterns/describe-error.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

/** What another try would answer in the same way. */
const FINAL: readonly unknown[] = ["Forbidden", "NotFound", "SessionEnded", "Unauthorized", "StaleToken"];

const code = (inside: ReactNode) => (
  <code dir="ltr" className="font-mono break-all">
    {inside}
  </code>
);

type ErrorStateProps = { error: unknown; title?: string; onRetry?: () => void; className?: string };

/** A read that failed: the cause in plain words, the request id for support, and a way to try again. */
export function ErrorState({ error, title, onRetry, className }: ErrorStateProps) {
  const t = useTranslations(commonTexts);
  const { text, requestId } = describeError(error, t);
  const isFinal = error instanceof ApiError && FINAL.includes(error.name);
  return (
    <div role="alert" data-slot="error-state" className={cn("rounded-lg border px-4 py-6 text-center", className)}>
      <TriangleAlert aria-hidden className="mx-auto mb-2 size-5 text-danger" />
      <p className="font-medium">{title ?? t("error.title")}</p>
      <p className="mt-1 text-sm text-soft">{text}</p>
      {requestId ? <p className="mt-1 text-xs text-soft">{t.rich("error.request", { id: requestId, code })}</p> : null}
      {onRetry && !isFinal ? (
        <Button className="mt-3" onClick={onRetry}>
          {t("action.retry")}
        </Button>
      ) : null}
    </div>
  );
}
