"use client";

import { useState } from "react";
import { RetryPanelFrame } from "#components/events/retry-panel-frame.tsx";
import { RetryPreviewView } from "#components/events/retry-preview-view.tsx";
import { RetryProgress } from "#components/events/retry-progress.tsx";
import { toRetryFilter, type EventFilters } from "#lib/client/event-filters.ts";

type RetryPanelProps = {
  filters: EventFilters;
  /** The bulk retry that is shown; without it a new one is prepared. */
  retryId: string | undefined;
  onShow: (retryId: string) => void;
  onClose: () => void;
};

/** In place above the list: first what would happen, then how far it is, then what came of it. */
export function RetryPanel({ filters, retryId, onShow, onClose }: RetryPanelProps) {
  // A range of time is fixed when the panel opens: what was counted is what is started.
  const [filter] = useState(() => toRetryFilter(filters, Date.now()));
  return (
    <RetryPanelFrame onClose={onClose}>
      {retryId === undefined ? null : <RetryProgress retryId={retryId} />}
      {retryId === undefined && filter !== undefined ? (
        <RetryPreviewView filter={filter} onShow={onShow} onClose={onClose} />
      ) : null}
    </RetryPanelFrame>
  );
}
