"use client";

import { ConstantFields } from "#components/mappings/constant-fields.tsx";
import { type DraftRow, isRequired } from "#components/mappings/draft.ts";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type SourceFieldsProps = {
  row: DraftRow;
  field: CatalogField | undefined;
  pathsId: string;
  error: string | undefined;
  onChange: (row: DraftRow) => void;
};

/** Where the value comes from: a place in the payload, or always the same. */
export function SourceFields({ row, field, pathsId, error, onChange }: SourceFieldsProps) {
  const t = useTranslations(mappingsTexts);
  return (
    <div className="grid gap-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <Field label={t("source")} isRequired>
        {(control) => (
          <Select
            {...control}
            value={row.from}
            onChange={({ target }) => onChange({ ...row, from: toFrom(target.value) })}
          >
            {row.from === "none" || isRequired(field) ? <option value="none">{t("source.none")}</option> : null}
            <option value="path">{t("source.path")}</option>
            <option value="literal">{t("source.literal")}</option>
          </Select>
        )}
      </Field>
      {row.from === "path" ? (
        <Field label={t("source.path.label")} isRequired error={error}>
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              list={pathsId}
              value={row.path}
              onChange={({ target }) => onChange({ ...row, path: target.value })}
              placeholder="customer.email"
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          )}
        </Field>
      ) : null}
      {row.from === "literal" ? (
        <ConstantFields
          label={t("source.literal.label")}
          constant={row.constant}
          allowed={field?.constraints?.allowed_values}
          error={error}
          onChange={(constant) => onChange({ ...row, constant })}
        />
      ) : null}
    </div>
  );
}

function toFrom(value: string): DraftRow["from"] {
  return value === "path" || value === "literal" ? value : "none";
}
