"use client";

import { Field } from "#components/patterns/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";

type IntegrationPickerProps = { integrations: readonly Integration[]; value: string; onChange: (type: string) => void };

/** Only where there is a choice. */
export function IntegrationPicker({ integrations, value, onChange }: IntegrationPickerProps) {
  if (integrations.length < 2) return null;
  return (
    <Field label="Connect to" isRequired className="mb-4 max-w-2xl">
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {integrations.map((integration) => (
            <option key={integration.type} value={integration.type}>
              {integration.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
