"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { flushSync } from "react-dom";
import { useFieldArray, useWatch, type UseFormReturn } from "react-hook-form";
import { isHeaderStored } from "#components/connections/connection-fields.ts";
import { CUSTOM_HEADERS_MAX, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { FormSection } from "#components/connections/form-section.tsx";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_HEADER_NAME } from "#lib/contracts/constants.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

type CustomHeadersProps = { form: UseFormReturn<ConnectionForm>; stored: Connection | undefined };

export function CustomHeaders({ form, stored }: CustomHeadersProps) {
  const t = useTranslations(connectionFormTexts);
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "custom_headers" });
  const isFull = fields.length >= CUSTOM_HEADERS_MAX;
  const add = useRef<HTMLButtonElement>(null);
  // The button that was pressed goes with its row; the one that adds a row may have been out of use until then.
  const handleRemove = (index: number) => {
    flushSync(() => remove(index));
    add.current?.focus();
  };
  return (
    <FormSection title={t("headers.title")} hint={t("headers.hint", { max: CUSTOM_HEADERS_MAX })}>
      {fields.map((row, index) => (
        <HeaderRow key={row.id} form={form} stored={stored} index={index} onRemove={() => handleRemove(index)} />
      ))}
      <Button ref={add} size="sm" disabled={isFull} onClick={() => append({ name: "", value: "" })}>
        <Plus aria-hidden />
        <span>{t("headers.add")}</span>
      </Button>
      {isFull ? <p className="text-xs text-soft">{t("headers.full")}</p> : null}
    </FormSection>
  );
}

type HeaderRowProps = CustomHeadersProps & { index: number; onRemove: () => void };

function HeaderRow({ form, stored, index, onRemove }: HeaderRowProps) {
  const t = useTranslations(connectionFormTexts);
  const row = index + 1;
  const name = useWatch({ control: form.control, name: `custom_headers.${index}.name` });
  const values = useWatch({ control: form.control, name: "fields" });
  const isSecret = SECRET_HEADER_NAME.test(name);
  const isKept = isHeaderStored(name, stored, values);
  const errors = form.formState.errors.custom_headers?.[index];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
      <Field label={t("headers.name", { row })} isRequired error={errors?.name?.message}>
        {(control) => (
          <Input {...control} {...form.register(`custom_headers.${index}.name`)} placeholder="X-Source" dir="ltr" />
        )}
      </Field>
      <Field
        label={t("headers.value", { row })}
        isRequired
        hint={isKept ? t("field.kept") : undefined}
        error={errors?.value?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register(`custom_headers.${index}.value`)}
            type={isSecret ? "password" : "text"}
            dir="ltr"
            autoComplete={isSecret ? "new-password" : "off"}
          />
        )}
      </Field>
      <Button variant="ghost" size="icon" className="mt-6" aria-label={t("headers.remove", { row })} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
