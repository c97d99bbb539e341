"use client";

import { Plus, Trash2 } from "lucide-react";
import { useFieldArray, type UseFormReturn } from "react-hook-form";
import { CUSTOM_HEADERS_MAX, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { FormSection } from "#components/connections/form-section.tsx";
import { Field } from "#components/patterns/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

export function CustomHeaders({ form }: { form: UseFormReturn<ConnectionForm> }) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "custom_headers" });
  const isFull = fields.length >= CUSTOM_HEADERS_MAX;
  return (
    <FormSection
      title="Custom headers"
      hint={`Sent with every request, up to ${CUSTOM_HEADERS_MAX}. Not for secrets: use the authentication for those.`}
    >
      {fields.map((row, index) => (
        <HeaderRow key={row.id} form={form} index={index} onRemove={() => remove(index)} />
      ))}
      <Button size="sm" disabled={isFull} onClick={() => append({ name: "", value: "" })}>
        <Plus aria-hidden />
        Add header
      </Button>
      {isFull ? <p className="text-xs text-soft">This is the maximum.</p> : null}
    </FormSection>
  );
}

type HeaderRowProps = { form: UseFormReturn<ConnectionForm>; index: number; onRemove: () => void };

function HeaderRow({ form, index, onRemove }: HeaderRowProps) {
  const errors = form.formState.errors.custom_headers?.[index];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
      <Field label={`Name ${index + 1}`} isRequired error={errors?.name?.message}>
        {(control) => <Input {...control} {...form.register(`custom_headers.${index}.name`)} placeholder="X-Source" />}
      </Field>
      <Field label={`Value ${index + 1}`} isRequired error={errors?.value?.message}>
        {(control) => <Input {...control} {...form.register(`custom_headers.${index}.value`)} />}
      </Field>
      <Button variant="ghost" size="icon" className="mt-6" aria-label={`Remove header ${index + 1}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
