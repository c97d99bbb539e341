"use client";

import { useState } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { INACTIVE_WORDS } from "#components/patterns/plain-words.ts";
import { usePatchConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";

type PauseConnectionProps = { connection: Connection; onClose: () => void };

/** Pauses a connection that is active, resumes one that is not, after saying what that does to its deliveries. */
export function PauseConnection({ connection, onClose }: PauseConnectionProps) {
  const { workspaceId } = useSession();
  const patch = usePatchConnection(workspaceId);
  // The list is read again before this closes: the question must not turn round meanwhile.
  const [isPausing] = useState(connection.active);
  const verb = isPausing ? "Pause" : "Resume";
  return (
    <ConfirmPanel
      title={`${verb} “${connection.name}”?`}
      confirmLabel={`${verb} connection`}
      cancelLabel={isPausing ? "Keep it running" : "Leave it paused"}
      isHarmless
      onConfirm={() => patch.mutate({ connectionId: connection.id, active: !isPausing }, { onSuccess: onClose })}
      onCancel={onClose}
      isPending={patch.isPending}
      error={patch.error}
    >
      {isPausing ? <p>{PAUSE_WORDS}</p> : <ResumeWords connection={connection} />}
    </ConfirmPanel>
  );
}

export const PAUSE_WORDS =
  "While it is paused, nothing is sent to it. Each delivery waits for up to 72 hours and is sent as soon as the connection is resumed. After that, it fails.";

function ResumeWords({ connection }: { connection: Connection }) {
  const reason = connection.inactive_reason;
  return (
    <>
      {reason === undefined || reason === "manually_inactivated" ? null : (
        <p className="mb-1">{`${INACTIVE_WORDS[reason].what} Until that is fixed, deliveries will fail again.`}</p>
      )}
      <p>Its waiting deliveries are sent immediately.</p>
    </>
  );
}
