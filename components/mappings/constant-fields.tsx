"use client";

import { useId } from "react";
import type { Constant, ConstantKind } from "#components/mappings/draft.ts";
import { Field } from "#components/patterns/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

const KIND_WORDS: Record<ConstantKind, string> = {
  text: "Text",
  number: "Number",
  boolean: "True or false",
  null: "Nothing (null)",
};

type ConstantFieldsProps = {
  label: string;
  constant: Constant;
  allowed?: readonly string[] | undefined;
  error: string | undefined;
  onChange: (constant: Constant) => void;
};

/** A value that is the same for every event, and of which type it is. */
export function ConstantFields({ label, constant, allowed = [], error, onChange }: ConstantFieldsProps) {
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
              <option value="true">True</option>
              <option value="false">False</option>
            </Select>
          ) : (
            <Input
              {...control}
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
      <Field label="Type" isRequired>
        {(control) => (
          <Select {...control} value={kind} onChange={({ target }) => takeKind(target.value)}>
            {Object.entries(KIND_WORDS).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
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
