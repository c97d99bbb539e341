import { useSyncExternalStore } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { lostParts } from "#lib/embed/watch-scripts.ts";

/** Part of the first load: once something is missing, nothing else can be fetched to say so. */
export function LostPartsNote({ onReload }: { onReload: () => void }) {
  const status = useSyncExternalStore(lostParts.subscribe, lostParts.getSnapshot, () => "complete" as const);
  if (status === "complete") return null;
  return (
    <Alert tone="warning" className="mb-3">
      {status === "retrying" ? (
        <p>Part of this page has not loaded yet. It is requested again until it has, and what you typed is kept.</p>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-48 flex-1">
            A newer version of this workspace is available. Copy anything that you have not saved, then reload. If the
            button does nothing, reload the page that contains this workspace.
          </p>
          <Button size="sm" onClick={onReload}>
            Reload
          </Button>
        </div>
      )}
    </Alert>
  );
}
