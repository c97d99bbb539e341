"use client";

import { useId } from "react";
import type { Constant, ConstantKind } from "#components/mappings/draft.ts";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const KINDS: readonly ConstantKind[] = ["text", "number", "boolean", "null"];

type ConstantFieldsProps = {
  label: string;
  constant: Constant;
  allowed?: readonly string[] | undefined;
  error: string | undefined;
  onChange: (constant: Constant) => void;
};

/** A value that is the same for every event, and of which type it is. */
export function ConstantFields({ label, constant, allowed = [], error, onChange }: ConstantFieldsProps) {
  const t = useTranslations(mappingsTexts);
  const listId = useId();
  const { kind, text } = constant;
  const takeKind = (value: string) => {
    const next = toConstantKind(value);
    onChange({ kind: next, text: next === "boolean" ? "true" : next === "null" ? "" : text });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_9rem] gap-2">
      <Field label={label} isRequired={kind !== "null"} error={error}>
        {(control) =>
          kind === "boolean" ? (
            <Select {...control} value={text} onChange={({ target }) => onChange({ kind, text: target.value })}>
              <option value="true">{t("constant.boolean.true")}</option>
              <option value="false">{t("constant.boolean.false")}</option>
            </Select>
          ) : (
            <Input
              {...control}
              dir="auto"
              value={text}
              disabled={kind === "null"}
              list={allowed.length > 0 ? listId : undefined}
              inputMode={kind === "number" ? "decimal" : undefined}
              onChange={({ target }) => onChange({ kind, text: target.value })}
              autoComplete="off"
            />
          )
        }
      </Field>
      <Field label={t("constant")} isRequired>
        {(control) => (
          <Select {...control} value={kind} onChange={({ target }) => takeKind(target.value)}>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`constant.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {allowed.length > 0 ? (
        <datalist id={listId}>
          {allowed.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ) : null}
    </div>
  );
}

function toConstantKind(value: string): ConstantKind {
  return value === "number" || value === "boolean" || value === "null" ? value : "text";
}
