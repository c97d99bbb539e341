"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { flushSync } from "react-dom";
import { useFieldArray, useWatch, type UseFormReturn } from "react-hook-form";
import { isHeaderStored } from "#components/connections/connection-fields.ts";
import { CUSTOM_HEADERS_MAX, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { FormSection } from "#components/connections/form-section.tsx";
import { Field } from "#components/patterns/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_HEADER_NAME } from "#lib/contracts/constants.ts";

type CustomHeadersProps = { form: UseFormReturn<ConnectionForm>; stored: Connection | undefined };

export function CustomHeaders({ form, stored }: CustomHeadersProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "custom_headers" });
  const isFull = fields.length >= CUSTOM_HEADERS_MAX;
  const add = useRef<HTMLButtonElement>(null);
  // The button that was pressed goes with its row; the one that adds a row may have been out of use until then.
  const handleRemove = (index: number) => {
    flushSync(() => remove(index));
    add.current?.focus();
  };
  return (
    <FormSection
      title="Custom headers"
      hint={`Sent with every request, up to ${CUSTOM_HEADERS_MAX}. The value of a header whose name says that it is a secret (key, token) is not shown again.`}
    >
      {fields.map((row, index) => (
        <HeaderRow key={row.id} form={form} stored={stored} index={index} onRemove={() => handleRemove(index)} />
      ))}
      <Button ref={add} size="sm" disabled={isFull} onClick={() => append({ name: "", value: "" })}>
        <Plus aria-hidden />
        <span>Add header</span>
      </Button>
      {isFull ? <p className="text-xs text-soft">You have reached the maximum.</p> : null}
    </FormSection>
  );
}

type HeaderRowProps = CustomHeadersProps & { index: number; onRemove: () => void };

function HeaderRow({ form, stored, index, onRemove }: HeaderRowProps) {
  const name = useWatch({ control: form.control, name: `custom_headers.${index}.name` });
  const values = useWatch({ control: form.control, name: "fields" });
  const isSecret = SECRET_HEADER_NAME.test(name);
  const isKept = isHeaderStored(name, stored, values);
  const errors = form.formState.errors.custom_headers?.[index];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
      <Field label={`Name ${index + 1}`} isRequired error={errors?.name?.message}>
        {(control) => <Input {...control} {...form.register(`custom_headers.${index}.name`)} placeholder="X-Source" />}
      </Field>
      <Field
        label={`Value ${index + 1}`}
        isRequired
        hint={isKept ? "Leave blank to keep the current value" : undefined}
        error={errors?.value?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register(`custom_headers.${index}.value`)}
            type={isSecret ? "password" : "text"}
            autoComplete={isSecret ? "new-password" : "off"}
          />
        )}
      </Field>
      <Button variant="ghost" size="icon" className="mt-6" aria-label={`Remove header ${index + 1}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
