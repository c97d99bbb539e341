"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import type { FrameStatus } from "#components/shell/use-embed.ts";
import { WaitingState } from "#components/shell/waiting-state.tsx";
import { isSessionEnded } from "#lib/client/is-session-ended.ts";
import { SessionContext, toSessionValue } from "#lib/client/session.ts";
import type { CurrentSession } from "#lib/contracts/sessions.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

const NotEmbeddedState = lazily(
  () => import("#components/shell/not-embedded-state.tsx").then((module) => module.NotEmbeddedState),
  () => null,
);

type SessionGateProps = {
  status: FrameStatus;
  session: UseQueryResult<CurrentSession>;
  allowedOrigins: readonly string[];
  children: ReactNode;
};

/** Pages render once the session is known, and stay when it ends: what is loaded remains readable. */
export function SessionGate({ status, session, allowedOrigins, children }: SessionGateProps) {
  const t = useTranslations(workspaceTexts);
  const isEnded = status === "expired" || status === "revoked";
  const { data } = session;
  const value = useMemo(() => (data ? toSessionValue(data, isEnded) : undefined), [data, isEnded]);
  if (value) return <SessionContext value={value}>{children}</SessionContext>;
  if (status === "not_embedded") return <NotEmbeddedState />;
  if (session.isError && !isSessionEnded(session.error)) {
    return <ErrorState title={t("waiting.failed")} error={session.error} onRetry={() => void session.refetch()} />;
  }
  return isEnded ? null : <WaitingState isForHost={status === "waiting"} allowedOrigins={allowedOrigins} />;
}
