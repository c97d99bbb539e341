"use client";

import type { MappingEditorState } from "#components/mappings/use-mapping-editor.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

export function EditorBar({ editor }: { editor: MappingEditorState }) {
  const t = useTranslations(mappingsTexts);
  const { base, isDirty, isSaving, isSaved, error, hasProblems } = editor;
  const save = useSingleFlight(editor.save);
  const isNothingToSave = !isDirty && base.status === "stored";
  return (
    <div className="space-y-3">
      {error ? <ErrorNote title={t("save.failed")} error={error} /> : null}
      {hasProblems ? (
        <Alert tone="danger" role="alert">
          {t("save.incomplete")}
        </Alert>
      ) : null}
      {isSaved ? (
        <Alert tone="success" role="status">
          {t("save.saved", { version: base.mapping.version })}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" aria-disabled={isSaving || isNothingToSave} onClick={() => void save()}>
          {isSaving ? <Spinner /> : null}
          <span>{t(isSaving ? "save.saving" : "save")}</span>
        </Button>
        {isDirty ? (
          <Button variant="ghost" disabled={isSaving} onClick={editor.undo}>
            {t("save.discard")}
          </Button>
        ) : null}
        <span role="status" className="text-xs text-soft">
          {isDirty ? t("save.unsaved") : ""}
        </span>
      </div>
    </div>
  );
}
