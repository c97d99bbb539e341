"use client";

import type { ReactNode } from "react";
import { describeError } from "#components/patterns/describe-error.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

const code = (inside: ReactNode) => <bdi>{inside}</bdi>;

type ErrorNoteProps = { error: unknown; title?: string };

/** A write that failed, shown where it was asked for. */
export function ErrorNote({ error, title }: ErrorNoteProps) {
  const t = useTranslations(commonTexts);
  const { text, requestId } = describeError(error, t);
  return (
    <Alert tone="danger" role="alert">
      {title ? <strong className="font-semibold">{`${title} `}</strong> : null}
      <span>{text}</span>
      {requestId ? (
        <span className="block text-xs break-all">{t.rich("error.request", { id: requestId, code })}</span>
      ) : null}
    </Alert>
  );
}
