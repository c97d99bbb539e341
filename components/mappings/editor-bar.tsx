"use client";

import type { MappingEditorState } from "#components/mappings/use-mapping-editor.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

export function EditorBar({ editor }: { editor: MappingEditorState }) {
  const { base, isDirty, isSaving, isSaved, error, hasProblems } = editor;
  const save = useSingleFlight(editor.save);
  const isNothingToSave = !isDirty && base.status === "stored";
  return (
    <div className="space-y-3">
      {error ? <ErrorNote title="The mapping was not saved." error={error} /> : null}
      {hasProblems ? (
        <Alert tone="danger" role="alert">
          Some fields are incomplete: see the notes next to them.
        </Alert>
      ) : null}
      {isSaved ? (
        <Alert
          tone="success"
          role="status"
        >{`Saved as version ${base.mapping.version}. The next delivery uses it.`}</Alert>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" aria-disabled={isSaving || isNothingToSave} onClick={() => void save()}>
          {isSaving ? <Spinner /> : null}
          <span>{isSaving ? "Saving…" : "Save mapping"}</span>
        </Button>
        {isDirty ? (
          <Button variant="ghost" disabled={isSaving} onClick={editor.undo}>
            Discard changes
          </Button>
        ) : null}
        <span role="status" className="text-xs text-soft">
          {isDirty ? "You have unsaved changes." : ""}
        </span>
      </div>
    </div>
  );
}
