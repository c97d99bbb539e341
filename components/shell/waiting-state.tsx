"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { Delayed } from "#components/shell/delayed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

const EXPLAIN_AFTER_MS = 8_000;
const ROWS = ["w-full", "w-5/6", "w-full", "w-2/3"];

const NoTokenHelp = lazily(
  () => import("#components/shell/no-token-help.tsx").then((module) => module.NoTokenHelp),
  () => null,
);

type WaitingStateProps = { isForHost: boolean; allowedOrigins: readonly string[] };

export function WaitingState({ isForHost, allowedOrigins }: WaitingStateProps) {
  const t = useTranslations(workspaceTexts);
  return (
    <div data-slot="waiting-state">
      <h1 className="mb-4 text-sm text-soft">{t(isForHost ? "waiting.host" : "waiting.session")}</h1>
      {isForHost ? (
        <Delayed ms={EXPLAIN_AFTER_MS}>
          <NoTokenHelp allowedOrigins={allowedOrigins} />
        </Delayed>
      ) : null}
      <div className="space-y-4" aria-hidden>
        {ROWS.map((width, index) => (
          <Skeleton key={index} className={`h-4 ${width}`} />
        ))}
      </div>
    </div>
  );
}
