"use client";

import { describeField, fieldName } from "#components/mappings/mapping-words.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import type { FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import type { MappingResult } from "#lib/contracts/mappings.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type MappingViewProps = { connection: Connection; catalog: FieldCatalog | undefined; result: MappingResult };

/** For those who may look and not change. */
export function MappingView({ connection, catalog, result: { status, mapping } }: MappingViewProps) {
  const t = useTranslations(mappingsTexts);
  const byKey = new Map((catalog?.fields ?? []).map((field) => [field.key, field]));
  const drift = (connection.warnings ?? []).filter(({ code }) => code === "mapping_drift");
  return (
    <div className="max-w-3xl space-y-3">
      <p className="text-sm text-soft">
        {status === "stored" ? t("view.stored", { version: mapping.version }) : t("view.suggestion")}
      </p>
      {drift.map(({ subject, message }) => (
        <Alert key={subject} tone="warning">
          {message}
        </Alert>
      ))}
      <Card>
        <dl className="divide-y">
          {mapping.schema.fields.map((field, index) => (
            <div key={index} className="gap-4 px-4 py-2.5 sm:grid sm:grid-cols-[14rem_minmax(0,1fr)]">
              <dt className="font-medium break-words">{fieldName(field.dest, byKey.get(field.dest))}</dt>
              <dd className="text-sm break-words text-soft">
                <span>{describeField(field, t)}</span>
                <span className="block text-xs">
                  {t("view.missing", { what: t(`missing.${field.on_error ?? "skip_field"}`) })}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </div>
  );
}
