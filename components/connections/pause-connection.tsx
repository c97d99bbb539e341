"use client";

import { useState } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { usePatchConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

type PauseConnectionProps = { connection: Connection; onClose: () => void };

/** Pauses a connection that is active, resumes one that is not, after saying what that does to its deliveries. */
export function PauseConnection({ connection, onClose }: PauseConnectionProps) {
  const t = useTranslations(connectionTexts);
  const { workspaceId } = useSession();
  const patch = usePatchConnection(workspaceId);
  // The list is read again before this closes: the question must not turn round meanwhile.
  const [isPausing] = useState(connection.active);
  const verb = isPausing ? "pause" : "resume";
  return (
    <ConfirmPanel
      title={t(`${verb}.question`, { name: connection.name })}
      confirmLabel={t(`${verb}.confirm`)}
      cancelLabel={t(`${verb}.keep`)}
      isHarmless
      onConfirm={() => patch.mutate({ connectionId: connection.id, active: !isPausing }, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={patch.isPending}
      error={patch.error}
    >
      {isPausing ? <p>{t("pause.effect")}</p> : <ResumeWords connection={connection} />}
    </ConfirmPanel>
  );
}

function ResumeWords({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionTexts);
  const common = useTranslations(commonTexts);
  const reason = connection.inactive_reason;
  return (
    <>
      {reason === undefined || reason === "manually_inactivated" ? null : (
        <p className="mb-1">{t("resume.unfixed", { why: common(`inactive.${reason}.what`) })}</p>
      )}
      <p>{t("resume.effect")}</p>
    </>
  );
}
