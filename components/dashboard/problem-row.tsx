"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { problemAction, problemEventsHref } from "#components/dashboard/problem-action.ts";
import { bdi } from "#components/dashboard/rich-tags.tsx";
import { Sparkline } from "#components/dashboard/sparkline.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { outcomeWords } from "#components/patterns/outcome-words.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { useSingleWrite } from "#components/patterns/use-single-flight.ts";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { usePatchProblem } from "#lib/client/problems.ts";
import { useSession } from "#lib/client/session.ts";
import { COUNTED_DELIVERIES_MAX } from "#lib/contracts/constants.ts";
import type { Problem } from "#lib/contracts/problems.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import { problemsTexts } from "#lib/i18n/texts/problems.ts";

/** One cause: what happens, where, since when, how often, and what to do about it. */
export function ProblemRow({ problem }: { problem: Problem }) {
  const isFailing = problem.failed_count > 0;
  const Icon = isFailing ? TriangleAlert : RotateCw;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3">
      <Icon
        aria-hidden
        className={isFailing ? "mt-0.5 size-5 shrink-0 text-danger" : "mt-0.5 size-5 shrink-0 text-warning"}
      />
      <div className="min-w-48 flex-1 space-y-0.5">
        <Cause problem={problem} />
        <p className="text-sm break-words text-soft">
          <bdi>{problem.message}</bdi>
        </p>
        <Facts problem={problem} />
      </div>
      <Sparkline hours={problem.hours} />
      <Actions problem={problem} />
    </li>
  );
}

function Cause({ problem }: { problem: Problem }) {
  const t = useTranslations(problemsTexts);
  const common = useTranslations(commonTexts);
  const destination = useTranslations(destinationsTexts);
  const { outcome_code: code, status_code: status } = problem;
  return (
    <p className="font-medium break-words">
      <span>{outcomeWords(code, common, status)}</span>
      <span className="ms-1 font-normal text-soft">
        {t.rich("where", {
          connection: problem.connection_name,
          destination: destination(problem.integration_type),
          event: problem.event,
          bdi,
        })}
      </span>
    </p>
  );
}

function Facts({ problem }: { problem: Problem }) {
  const t = useTranslations(problemsTexts);
  return (
    <p className="flex flex-wrap gap-x-3 text-xs text-soft">
      <Counts problem={problem} />
      <span>{t.rich("seen.first", { time: () => <Timestamp value={problem.first_seen_at} /> })}</span>
      <span>{t.rich("seen.last", { time: () => <Timestamp value={problem.last_seen_at} /> })}</span>
      {problem.state === "acknowledged" ? (
        <span>
          {problem.acknowledged_by === undefined
            ? t("acknowledged")
            : t.rich("acknowledged.by", { name: problem.acknowledged_by, bdi })}
        </span>
      ) : null}
    </p>
  );
}

function Counts({ problem: { failed_count: failed, retrying_count: retrying } }: { problem: Problem }) {
  const t = useTranslations(problemsTexts);
  const more = (count: number) => (count >= COUNTED_DELIVERIES_MAX ? "yes" : "no");
  return (
    <>
      {failed > 0 ? <span>{t("failed", { count: failed, more: more(failed) })}</span> : null}
      {retrying > 0 ? <span>{t("retrying", { count: retrying, more: more(retrying) })}</span> : null}
    </>
  );
}

function Actions({ problem }: { problem: Problem }) {
  const t = useTranslations(problemsTexts);
  const { can, workspaceId } = useSession();
  const patch = usePatchProblem(workspaceId);
  const change = useSingleWrite(patch.mutateAsync);
  const action = problemAction(problem, can);
  const isAcknowledged = problem.state === "acknowledged";
  return (
    <div className="flex flex-wrap items-center gap-2">
      {action ? (
        <Link href={action.href} className={buttonVariants({ size: "sm", variant: "primary" })}>
          {action.target === "retry"
            ? t("action.retry", { count: problem.failed_count })
            : t(`action.${action.target}`)}
        </Link>
      ) : null}
      {can("read_events") ? (
        <Link href={problemEventsHref(problem)} className={buttonVariants({ size: "sm" })}>
          {t("events")}
        </Link>
      ) : null}
      {can("retry_deliveries") ? (
        <>
          <StateButton
            isPending={patch.isPending}
            onClick={() => void change({ problemId: problem.id, state: isAcknowledged ? "open" : "acknowledged" })}
          >
            {t(isAcknowledged ? "reopen" : "acknowledge")}
          </StateButton>
          <StateButton
            isPending={patch.isPending}
            onClick={() => void change({ problemId: problem.id, state: "ignored" })}
          >
            {t("ignore")}
          </StateButton>
        </>
      ) : null}
      {patch.error ? <ErrorNote title={t("change.failed")} error={patch.error} /> : null}
    </div>
  );
}

type StateButtonProps = { isPending: boolean; onClick: () => void; children: ReactNode };

function StateButton({ isPending, onClick, children }: StateButtonProps) {
  return (
    <Button size="sm" variant="ghost" disabled={isPending} onClick={onClick}>
      {children}
    </Button>
  );
}
