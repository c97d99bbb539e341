"use client";

import { type ReactNode, useState } from "react";
import { AddField } from "#components/mappings/add-field.tsx";
import { ConflictPanel } from "#components/mappings/conflict-panel.tsx";
import { EditorBar } from "#components/mappings/editor-bar.tsx";
import { LeaveGuard } from "#components/mappings/leave-guard.tsx";
import { MappingRow } from "#components/mappings/mapping-row.tsx";
import { PreviewEvent, usePreviewEvents } from "#components/mappings/preview-event.tsx";
import { useMappingEditor } from "#components/mappings/use-mapping-editor.ts";
import { useMappingPreview } from "#components/mappings/use-mapping-preview.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { payloadPaths } from "#components/patterns/payload-paths.ts";
import { useSamplePayloads } from "#components/patterns/use-sample-payloads.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { MappingResult } from "#lib/contracts/mappings.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type MappingEditorProps = { connection: Connection; catalog: FieldCatalog | undefined; result: MappingResult };

const PATHS_ID = "payload-paths";
const NO_FIELDS: FieldCatalog["fields"] = [];
const strong = (inside: ReactNode) => <strong className="font-semibold">{inside}</strong>;

export function MappingEditor({ connection, catalog, result }: MappingEditorProps) {
  const t = useTranslations(mappingsTexts);
  const fields = catalog?.fields ?? NO_FIELDS;
  const editor = useMappingEditor({ connectionId: connection.id, fields, result });
  const events = usePreviewEvents(connection.id);
  const [chosen, setChosen] = useState<string>();
  const eventId = chosen ?? events.events[0]?.id;
  const preview = useMappingPreview(connection.id, editor.rows, eventId);
  const samples = useSamplePayloads({ connection: connection.id });
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const drift = new Map(
    (connection.warnings ?? [])
      .filter(({ code }) => code === "mapping_drift")
      .map(({ subject, message }) => [subject, message]),
  );
  return (
    <div className="max-w-3xl space-y-4">
      <LeaveGuard isDirty={editor.isDirty} />
      {editor.base.status === "generated" ? <Alert>{t.rich("suggestion", { strong })}</Alert> : null}
      <PreviewEvent events={events} value={eventId} onChange={setChosen} />
      {preview.problem ? (
        <Alert tone="danger">{t.rich("preview.undelivered", { strong, reason: preview.problem.message })}</Alert>
      ) : null}
      {preview.error ? <ErrorNote title={t("preview.failed")} error={preview.error} /> : null}
      <datalist id={PATHS_ID}>
        {payloadPaths(samples.map(({ payload }) => payload)).map((path) => (
          <option key={path} value={path} />
        ))}
      </datalist>
      <ul aria-label={t("fields")} className="space-y-3">
        {editor.rows.map((row) => (
          <MappingRow
            key={row.key}
            row={row}
            field={byKey.get(row.dest)}
            pathsId={PATHS_ID}
            problems={editor.problemsOf(row)}
            drift={drift.get(row.dest)}
            isPreviewed={eventId !== undefined}
            result={preview.results.get(row.key)}
            onChange={editor.setRow}
            onRemove={() => editor.removeRow(row.key)}
          />
        ))}
      </ul>
      <AddField connectionId={connection.id} catalog={catalog} rows={editor.rows} onAdd={editor.addRow} />
      {editor.conflict ? <ConflictPanel editor={editor} conflict={editor.conflict} /> : null}
      <EditorBar editor={editor} />
    </div>
  );
}
