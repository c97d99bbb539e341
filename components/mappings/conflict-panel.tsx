"use client";

import { useId } from "react";
import { changesBetween, type FieldChange } from "#components/mappings/mapping-diff.ts";
import type { MappingEditorState } from "#components/mappings/use-mapping-editor.ts";
import { holdFocus } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { useSingleFlight } from "#components/patterns/use-single-flight.ts";
import { Button } from "#components/ui/button.tsx";
import type { MappingResult } from "#lib/contracts/mappings.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type ConflictPanelProps = { editor: MappingEditorState; conflict: MappingResult };

/** Somebody else has saved in between: what they changed, and whose version is to be kept. */
export function ConflictPanel({ editor, conflict: { mapping } }: ConflictPanelProps) {
  const t = useTranslations(mappingsTexts);
  const id = useId();
  const keepMine = useSingleFlight(editor.keepMine);
  const changes = changesBetween(editor.base.mapping.schema, mapping.schema, editor.schema, t);
  return (
    <div
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      className="space-y-3 rounded-md border border-warning bg-surface p-3"
    >
      <p id={`${id}-title`} className="text-sm font-semibold">
        {t("conflict.title")}
      </p>
      <div id={`${id}-text`} className="space-y-2 text-sm text-soft">
        <p>
          {t.rich("conflict.text", {
            theirs: mapping.version,
            mine: editor.base.mapping.version,
            changes: changes.length === 0 ? "none" : "some",
            time: () => <Timestamp value={mapping.updated_at} />,
          })}
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
          {t("conflict.continue")}
        </Button>
        <Button onClick={editor.takeTheirs}>{t("conflict.take")}</Button>
        <Button variant="danger" disabled={editor.isSaving} onClick={() => void keepMine()}>
          {t("conflict.keep")}
        </Button>
      </div>
      <p className="text-xs text-soft">{t("conflict.note")}</p>
    </div>
  );
}

function Change({ change: { dest, was, theirs, mine } }: { change: FieldChange }) {
  const t = useTranslations(mappingsTexts);
  const empty = t("conflict.empty");
  return (
    <li className="rounded-md bg-muted px-3 py-2">
      <p className="font-medium break-words text-ink">
        <bdi>{dest}</bdi>
      </p>
      <dl className="grid grid-cols-[minmax(4rem,max-content)_minmax(0,1fr)] gap-x-2 text-xs break-words">
        <dt>{t("conflict.before")}</dt>
        <dd>{was ?? empty}</dd>
        <dt>{t("conflict.theirs")}</dt>
        <dd className="text-ink">{theirs ?? empty}</dd>
        <dt>{t("conflict.yours")}</dt>
        <dd className={mine === was ? "" : "text-ink"}>{mine === was ? t("conflict.same") : (mine ?? empty)}</dd>
      </dl>
    </li>
  );
}
