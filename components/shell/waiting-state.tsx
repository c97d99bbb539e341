"use client";

import { lazily } from "#components/patterns/lazily.tsx";
import { Delayed } from "#components/shell/delayed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const EXPLAIN_AFTER_MS = 8_000;
const ROWS = ["w-full", "w-5/6", "w-full", "w-2/3"];

const NoTokenHelp = lazily(
  () => import("#components/shell/no-token-help.tsx").then((module) => module.NoTokenHelp),
  () => null,
);

type WaitingStateProps = { isForHost: boolean; allowedOrigins: readonly string[] };

export function WaitingState({ isForHost, allowedOrigins }: WaitingStateProps) {
  return (
    <div data-slot="waiting-state">
      <h1 className="mb-4 text-sm text-soft">{isForHost ? "Waiting for the host page…" : "Loading the workspace…"}</h1>
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
