"use client";

import { Delayed } from "#components/shell/delayed.tsx";
import { LostPartsNote } from "#components/shell/lost-parts-note.tsx";
import { SandboxNote } from "#components/shell/sandbox-note.tsx";
import type { FrameStatus } from "#components/shell/use-embed.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const RECONNECTING_AFTER_MS = 2_000;
const READABLE = "You can still read what is loaded, but it is no longer updated and nothing can be changed.";
const WHAT_TO_DO = "To continue, reload the page that contains this workspace. You may have to sign in there again.";

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
  switch (status) {
    case "refreshing":
      return (
        <Delayed ms={RECONNECTING_AFTER_MS}>
          <Alert tone="info" className="mb-3 flex items-center gap-2">
            <Spinner />
            <span>Reconnecting…</span>
          </Alert>
        </Delayed>
      );
    case "expired":
      return (
        <Alert tone="warning" className="mb-3">
          <strong className="font-semibold">Your session has ended.</strong>
          <span>{` ${READABLE} ${WHAT_TO_DO}`}</span>
        </Alert>
      );
    case "revoked":
      return (
        <Alert tone="danger" className="mb-3">
          <strong className="font-semibold">Your access to this workspace was ended.</strong>
          <span>{` ${READABLE} ${WHAT_TO_DO}`}</span>
        </Alert>
      );
    case "waiting":
    case "ready":
    case "not_embedded":
      return null;
  }
}
