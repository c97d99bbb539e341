"use client";

import { Trash2 } from "lucide-react";
import { type DraftRow, isRequired } from "#components/mappings/draft.ts";
import { fieldName, ON_ERRORS } from "#components/mappings/mapping-words.ts";
import type { RowProblem } from "#components/mappings/row-problems.ts";
import { RowResultNote } from "#components/mappings/row-result-note.tsx";
import { SourceFields } from "#components/mappings/source-fields.tsx";
import { TransformList } from "#components/mappings/transform-list.tsx";
import { typeWarning } from "#components/mappings/type-warning.ts";
import type { RowResult } from "#components/mappings/use-mapping-preview.ts";
import { Field } from "#components/patterns/field.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type MappingRowProps = {
  row: DraftRow;
  field: CatalogField | undefined;
  pathsId: string;
  problems: readonly RowProblem[];
  drift: string | undefined;
  /** Whether there is an event to try it on. */
  isPreviewed: boolean;
  result: RowResult | undefined;
  onChange: (row: DraftRow) => void;
  onRemove: () => void;
};

/** One field of the destination: what fills it, in which steps, and what that gives for the chosen event. */
export function MappingRow({
  row,
  field,
  pathsId,
  problems,
  drift,
  isPreviewed,
  result,
  onChange,
  onRemove,
}: MappingRowProps) {
  const t = useTranslations(mappingsTexts);
  const formats = useFormats();
  const name = fieldName(row.dest, field) || t("field.new");
  const problemAt = (at: RowProblem["at"]) => problems.find((problem) => problem.at === at)?.message;
  const warning = typeWarning(field, row, result?.value, { t, formats });
  const isMissing = row.from === "none" && isRequired(field);
  return (
    <li>
      <Card role="group" aria-label={name} className="space-y-3 p-4">
        <div className="flex items-start justify-between gap-2">
          <RowTitle row={row} field={field} name={name} />
          {isMissing ? null : (
            <Button
              variant="ghost"
              size="icon"
              aria-label={t("field.remove.label", { field: name })}
              title={t("field.remove")}
              onClick={onRemove}
            >
              <Trash2 aria-hidden />
            </Button>
          )}
        </div>
        {drift ? <Alert tone="warning">{drift}</Alert> : null}
        {row.isCustom ? (
          <Field label={t("field.name")} isRequired error={problemAt("dest")} hint={t("field.name.hint")}>
            {(control) => (
              <Input
                {...control}
                dir="ltr"
                value={row.dest}
                onChange={({ target }) => onChange({ ...row, dest: target.value })}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </Field>
        ) : (
          <FieldError message={problemAt("dest")} />
        )}
        <SourceFields row={row} field={field} pathsId={pathsId} error={problemAt("source")} onChange={onChange} />
        {row.from === "none" ? null : (
          <>
            <TransformList row={row} problemAt={problemAt} onChange={onChange} />
            <Field label={t("missing")} isRequired className="sm:max-w-60">
              {(control) => (
                <Select
                  {...control}
                  value={row.onError}
                  onChange={({ target }) => onChange({ ...row, onError: toOnError(target.value) })}
                >
                  {ON_ERRORS.map((onError) => (
                    <option key={onError} value={onError}>
                      {t(`missing.${onError}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </>
        )}
        {warning ? <p className="text-xs text-warning">{warning}</p> : null}
        {isPreviewed && row.from !== "none" ? <RowResultNote result={result} name={name} /> : null}
      </Card>
    </li>
  );
}

function toOnError(value: string): DraftRow["onError"] {
  return value === "warn_action" || value === "fail_action" ? value : "skip_field";
}

function FieldError({ message }: { message: string | undefined }) {
  return message === undefined ? null : <p className="text-xs text-danger">{message}</p>;
}

type RowTitleProps = { row: DraftRow; field: CatalogField | undefined; name: string };

function RowTitle({ row, field, name }: RowTitleProps) {
  const t = useTranslations(mappingsTexts);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-2 font-semibold">
        <span className="min-w-0 break-words">{name}</span>
        {field ? <Badge>{t(`type.${field.type}`)}</Badge> : null}
        {isRequired(field) ? <Badge tone={row.from === "none" ? "danger" : "info"}>{t("field.required")}</Badge> : null}
      </p>
      {field?.label ? (
        <p className="font-mono text-xs break-all text-soft">
          <bdi>{row.dest}</bdi>
        </p>
      ) : null}
      {field?.description ? <p className="text-xs text-soft">{field.description}</p> : null}
    </div>
  );
}
