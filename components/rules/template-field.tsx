"use client";

import { useId, useRef } from "react";
import { useWatch } from "react-hook-form";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { payloadPaths } from "#components/patterns/payload-paths.ts";
import { useDebounced } from "#components/patterns/use-debounced.ts";
import { useSamplePayloads } from "#components/patterns/use-sample-payloads.ts";
import type { DirectFieldProps } from "#components/rules/direct-field.tsx";
import { TemplatePreview } from "#components/rules/template-preview.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

const SETTLE_MS = 400;

/** A text with values of the payload in it: they can be inserted, and the result is shown for the newest event of the type. */
export function TemplateField({ form, input }: DirectFieldProps) {
  const { field, label, type, description, placeholder, required = false } = input;
  const name = `inputs.${field}` as const;
  const text = useWatch({ control: form.control, name }) ?? "";
  const event = useDebounced(useWatch({ control: form.control, name: "event" }), SETTLE_MS);
  const samples = useSamplePayloads({ event }, event !== "");
  const element = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const { ref, ...registered } = form.register(name);
  const keep = (node: HTMLInputElement | HTMLTextAreaElement | null) => {
    ref(node);
    element.current = node;
  };
  const insert = (path: string) => {
    const at = element.current?.selectionEnd ?? text.length;
    const placeholderText = `{{${path}}}`;
    form.setValue(name, text.slice(0, at) + placeholderText + text.slice(at), {
      shouldDirty: true,
      shouldValidate: true,
    });
    requestAnimationFrame(() => {
      element.current?.focus();
      element.current?.setSelectionRange(at + placeholderText.length, at + placeholderText.length);
    });
  };
  const error = form.formState.errors.inputs?.[field]?.message;
  return (
    <div className="space-y-2">
      <Field label={label} isRequired={required} hint={description} error={error}>
        {(control) =>
          type === "textarea" ? (
            <Textarea {...control} {...registered} ref={keep} dir="auto" rows={4} placeholder={placeholder} />
          ) : (
            <Input {...control} {...registered} ref={keep} dir="auto" placeholder={placeholder} autoComplete="off" />
          )
        }
      </Field>
      <InsertValue label={label} paths={payloadPaths(samples.map(({ payload }) => payload))} onInsert={insert} />
      {text === "" ? null : <TemplatePreview label={label} template={text} sample={samples[0]} event={event} />}
    </div>
  );
}

type InsertValueProps = { label: string; paths: readonly string[]; onInsert: (path: string) => void };

function InsertValue({ label, paths, onInsert }: InsertValueProps) {
  const t = useTranslations(ruleFormTexts);
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-xs text-soft">
        {t.rich("insert", { field: label, hidden: (inside) => <span className="sr-only">{inside}</span> })}
      </label>
      <div className="w-56 max-w-full">
        <Select id={id} value="" onChange={({ target }) => onInsert(target.value)}>
          <option value="" disabled>
            {t("insert.choose")}
          </option>
          {paths.map((path) => (
            <option key={path} value={path}>
              {path}
            </option>
          ))}
        </Select>
      </div>
    </div>
  );
}
