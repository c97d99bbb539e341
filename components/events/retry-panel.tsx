"use client";

import { RetryPanelFrame } from "#components/events/retry-panel-frame.tsx";
import { RetryPreviewView } from "#components/events/retry-preview-view.tsx";
import { RetryProgress } from "#components/events/retry-progress.tsx";
import type { RetryFilter } from "#lib/contracts/retries.ts";

type RetryPanelProps = {
  filter: RetryFilter | undefined;
  /** The bulk retry that is shown; without it a new one is prepared. */
  retryId: string | undefined;
  onShow: (retryId: string) => void;
  onClose: () => void;
};

/** In place above the list: first what would happen, then how far it is, then what came of it. */
export function RetryPanel({ filter, retryId, onShow, onClose }: RetryPanelProps) {
  return (
    <RetryPanelFrame onClose={onClose}>
      {retryId === undefined ? null : <RetryProgress retryId={retryId} />}
      {retryId === undefined && filter !== undefined ? (
        <RetryPreviewView filter={filter} onShow={onShow} onClose={onClose} />
      ) : null}
    </RetryPanelFrame>
  );
}
