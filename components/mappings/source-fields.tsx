"use client";

import { ConstantFields } from "#components/mappings/constant-fields.tsx";
import { type DraftRow, isRequired } from "#components/mappings/draft.ts";
import { Field } from "#components/patterns/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";

type SourceFieldsProps = {
  row: DraftRow;
  field: CatalogField | undefined;
  pathsId: string;
  error: string | undefined;
  onChange: (row: DraftRow) => void;
};

/** Where the value comes from: a place in the payload, or always the same. */
export function SourceFields({ row, field, pathsId, error, onChange }: SourceFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <Field label="Filled with" isRequired>
        {(control) => (
          <Select
            {...control}
            value={row.from}
            onChange={({ target }) => onChange({ ...row, from: toFrom(target.value) })}
          >
            {row.from === "none" || isRequired(field) ? <option value="none">Nothing yet</option> : null}
            <option value="path">From the payload</option>
            <option value="literal">Always the same</option>
          </Select>
        )}
      </Field>
      {row.from === "path" ? (
        <Field label="Path in the payload" isRequired error={error}>
          {(control) => (
            <Input
              {...control}
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
          label="Value"
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
