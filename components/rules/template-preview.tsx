"use client";

import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import type { Sample } from "#components/patterns/use-sample-payloads.ts";
import { useSession } from "#lib/client/session.ts";
import { pathsIn, readPath, renderText } from "#lib/contracts/render-text.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

const CHARACTERS_MAX = 20_000;

type TemplatePreviewProps = { label: string; template: string; sample: Sample | undefined; event: string };

/** What the text becomes for the newest event of the type; destinations escape values for their own medium besides. */
export function TemplatePreview({ label, template, sample, event }: TemplatePreviewProps) {
  const { can } = useSession();
  const t = useTranslations(ruleFormTexts);
  const formats = useFormats();
  if (pathsIn(template).length === 0) return null;
  if (!can("read_payload")) {
    return <p className="text-xs text-soft">{t("preview.forbidden")}</p>;
  }
  if (!sample) {
    return (
      <p className="text-xs text-soft">
        {event === "" ? t("preview.choose") : t.rich("preview.none", { event, name: (inside) => <bdi>{inside}</bdi> })}
      </p>
    );
  }
  const text = renderText(template, sample.payload, (value) => value, { charactersMax: CHARACTERS_MAX });
  const missing = [...new Set(pathsIn(template))].filter((path) => readPath(sample.payload, path) === undefined);
  return (
    <div className="rounded-md border bg-muted px-3 py-2">
      <p className="text-xs text-soft">
        {t.rich("preview.event", { time: () => <Timestamp value={sample.event.created_at} /> })}
      </p>
      <output
        aria-label={t("preview.label", { field: label })}
        dir="auto"
        className="mt-1 block text-sm break-words whitespace-pre-wrap"
      >
        {text ?? t("preview.long")}
      </output>
      {missing.length > 0 ? (
        <p className="mt-1 text-xs text-warning">
          {t("preview.missing", { paths: formats.list(missing.map((path) => `{{${path}}}`)) })}
        </p>
      ) : null}
    </div>
  );
}
