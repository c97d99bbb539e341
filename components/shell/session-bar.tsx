"use client";

import type { ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Delayed } from "#components/shell/delayed.tsx";
import { LostPartsNote } from "#components/shell/lost-parts-note.tsx";
import { SandboxNote } from "#components/shell/sandbox-note.tsx";
import type { FrameStatus } from "#components/shell/use-embed.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

const RECONNECTING_AFTER_MS = 2_000;

const strong = (inside: ReactNode) => <strong className="font-semibold">{inside}</strong>;

/** The live region of the frame: regions of the host page do not reach a reader inside an iframe. */
export function SessionBar({ status, onReload }: { status: FrameStatus; onReload: () => void }) {
  return (
    <div role="status" data-slot="session-bar">
      <BarOf status={status} />
      <LostPartsNote onReload={onReload} />
      <SandboxNote />
    </div>
  );
}

function BarOf({ status }: { status: FrameStatus }) {
  const t = useTranslations(workspaceTexts);
  switch (status) {
    case "refreshing":
      return (
        <Delayed ms={RECONNECTING_AFTER_MS}>
          <Alert tone="info" className="mb-3 flex items-center gap-2">
            <Spinner />
            <span>{t("session.reconnecting")}</span>
          </Alert>
        </Delayed>
      );
    case "expired":
      return (
        <Alert tone="warning" className="mb-3">
          {t.rich("session.expired", { strong })}
        </Alert>
      );
    case "revoked":
      return (
        <Alert tone="danger" className="mb-3">
          {t.rich("session.revoked", { strong })}
        </Alert>
      );
    case "waiting":
    case "ready":
    case "not_embedded":
      return null;
  }
}
