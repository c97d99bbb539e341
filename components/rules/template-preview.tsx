"use client";

import { Timestamp } from "#components/patterns/timestamp.tsx";
import type { Sample } from "#components/patterns/use-sample-payloads.ts";
import { useSession } from "#lib/client/session.ts";
import { pathsIn, readPath, renderText } from "#lib/contracts/render-text.ts";

const CHARACTERS_MAX = 20_000;

type TemplatePreviewProps = { label: string; template: string; sample: Sample | undefined; event: string };

/** What the text becomes for the newest event of the type; destinations escape values for their own medium besides. */
export function TemplatePreview({ label, template, sample, event }: TemplatePreviewProps) {
  const { can } = useSession();
  if (pathsIn(template).length === 0) return null;
  if (!can("read_payload")) {
    return (
      <p className="text-xs text-soft">No preview: this session does not have permission to read event payloads.</p>
    );
  }
  if (!sample) {
    return (
      <p className="text-xs text-soft">{`No preview: ${event === "" ? "choose the event first." : `no event ${event} has been received yet.`}`}</p>
    );
  }
  const text = renderText(template, sample.payload, (value) => value, { charactersMax: CHARACTERS_MAX });
  const missing = [...new Set(pathsIn(template))].filter((path) => readPath(sample.payload, path) === undefined);
  return (
    <div className="rounded-md border bg-muted px-3 py-2">
      <p className="text-xs text-soft">
        <span>With the event received </span>
        <Timestamp value={sample.event.created_at} />
      </p>
      <output aria-label={`Preview of ${label}`} className="mt-1 block text-sm break-words whitespace-pre-wrap">
        {text ?? "Too long to display"}
      </output>
      {missing.length > 0 ? (
        <p className="mt-1 text-xs text-warning">{`Missing from the payload of this event: ${missing.map((path) => `{{${path}}}`).join(", ")}`}</p>
      ) : null}
    </div>
  );
}
