import { useSyncExternalStore } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { lostParts } from "#lib/embed/watch-scripts.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

/** Part of the first load: once something is missing, nothing else can be fetched to say so. */
export function LostPartsNote({ onReload }: { onReload: () => void }) {
  const status = useSyncExternalStore(lostParts.subscribe, lostParts.getSnapshot, () => "complete" as const);
  const t = useTranslations(workspaceTexts);
  if (status === "complete") return null;
  return (
    <Alert tone="warning" className="mb-3">
      {status === "retrying" ? (
        <p>{t("parts.late")}</p>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-48 flex-1">{t("parts.outdated")}</p>
          <Button size="sm" onClick={onReload}>
            {t("parts.reload")}
          </Button>
        </div>
      )}
    </Alert>
  );
}
