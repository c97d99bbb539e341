"use client";

import { useId } from "react";
import { changesBetween, type FieldChange } from "#components/mappings/mapping-diff.ts";
import type { MappingEditorState } from "#components/mappings/use-mapping-editor.ts";
import { holdFocus } from "#components/patterns/confirm-panel.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import type { MappingResult } from "#lib/contracts/mappings.ts";

type ConflictPanelProps = { editor: MappingEditorState; conflict: MappingResult };

/** Somebody else has saved in between: what they changed, and whose version is to be kept. */
export function ConflictPanel({ editor, conflict: { mapping } }: ConflictPanelProps) {
  const id = useId();
  const keepMine = useSingleFlight(editor.keepMine);
  const changes = changesBetween(editor.base.mapping.schema, mapping.schema, editor.schema);
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="space-y-3 rounded-md border border-warning bg-surface p-3"
    >
      <p id={`${id}-title`} className="text-sm font-semibold">
        Someone else has saved this mapping
      </p>
      <div id={`${id}-text`} className="space-y-2 text-sm text-soft">
        <p>
          <span>{`Version ${mapping.version} was saved `}</span>
          <Timestamp value={mapping.updated_at} />
          <span>{` while you were editing version ${editor.base.mapping.version}. ${changes.length === 0 ? "It maps every field as before." : "It changes:"}`}</span>
        </p>
        {changes.length > 0 ? (
          <ul className="space-y-2">
            {changes.map((change) => (
              <Change key={change.dest} change={change} />
            ))}
          </ul>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button ref={holdFocus} onClick={editor.goOn}>
          Keep editing
        </Button>
        <Button onClick={editor.takeTheirs}>Take theirs</Button>
        <Button variant="danger" disabled={editor.isSaving} onClick={() => void keepMine()}>
          Keep mine
        </Button>
      </div>
      <p className="text-xs text-soft">
        Taking theirs discards your changes. Keeping yours saves them as the version after theirs.
      </p>
    </div>
  );
}

function Change({ change: { dest, was, theirs, mine } }: { change: FieldChange }) {
  return (
    <li className="rounded-md bg-muted px-3 py-2">
      <p className="font-medium break-words text-ink">{dest}</p>
      <dl className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-2 text-xs break-words">
        <dt>Before</dt>
        <dd>{was ?? "not filled"}</dd>
        <dt>Theirs</dt>
        <dd className="text-ink">{theirs ?? "not filled"}</dd>
        <dt>Yours</dt>
        <dd className={mine === was ? "" : "text-ink"}>{mine === was ? "as before" : (mine ?? "not filled")}</dd>
      </dl>
    </li>
  );
}
