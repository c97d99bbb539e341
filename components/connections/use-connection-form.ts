"use client";

import { useState } from "react";
import { useForm, type FieldPath } from "react-hook-form";
import { textFields } from "#components/connections/connection-fields.ts";
import {
  connectionFormProblems,
  isBlankHeader,
  type ConnectionForm,
} from "#components/connections/connection-form-schema.ts";
import {
  toConnectionInput,
  toFormValues,
  type ConnectionInput,
} from "#components/connections/connection-form-values.ts";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { problemsResolver } from "#components/patterns/problems-resolver.ts";
import { useSingleSubmit } from "#components/patterns/use-single-flight.ts";
import { ApiError } from "#lib/client/api-error.ts";
import type { Connection, UpdateConnection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

export type ConnectionFormOptions = {
  integration: Integration;
  stored?: Connection;
  onSave: (input: ConnectionInput & Pick<UpdateConnection, "expected_version">) => Promise<Connection>;
  onSaved: (connection: Connection) => void;
};

function isTestFailure(error: unknown): boolean {
  return error instanceof ApiError && error.status === 422 && error.data.some(({ param }) => param === "metadata.url");
}

function fieldPath(
  integration: Integration,
  values: ConnectionForm,
  param: string,
): FieldPath<ConnectionForm> | undefined {
  if (param === "name") return param;
  const header = /^metadata\.custom_headers\.(\d+)\.(name|value)$/.exec(param);
  if (header)
    return `custom_headers.${headerRow(values, Number(header[1]))}.${header[2] === "name" ? "name" : "value"}`;
  const key = param.replace(/^metadata\./, "");
  return textFields(integration).some((field) => field.key === key) ? `fields.${key}` : undefined;
}

/** The row of the header that was sent at this place: blank rows were left out. */
function headerRow({ custom_headers: headers }: ConnectionForm, sentAt: number): number {
  const sent = headers.flatMap((header, row) => (isBlankHeader(header) ? [] : [row]));
  return sent[sentAt] ?? sentAt;
}

type SaveFailure = { error: unknown; isShownAtFields: boolean; canSkipTest: boolean };

/**
 * The version that the form was filled from. What was changed beside it and is in none of its fields (paused in the card
 * below, its secret rotated) is on the page already, so that saving may follow on it.
 */
function expectedVersion(
  integration: Integration,
  base: Connection | undefined,
  stored: Connection | undefined,
): Pick<UpdateConnection, "expected_version"> {
  if (base === undefined || stored === undefined) return {};
  const [filled, now] = [base, stored].map((connection) => JSON.stringify(toFormValues(integration, connection)));
  return { expected_version: filled === now ? Math.max(base.version, stored.version) : base.version };
}

export function useConnectionForm({ integration, stored, onSave, onSaved }: ConnectionFormOptions) {
  const words = { form: useTranslations(connectionFormTexts), common: useTranslations(commonTexts) };
  const [failure, setFailure] = useState<SaveFailure>();
  const [base, setBase] = useState(stored);
  const form = useForm<ConnectionForm>({
    resolver: problemsResolver((form) => connectionFormProblems(form, textFields(integration), stored, words)),
    mode: "onTouched",
    defaultValues: toFormValues(integration, stored),
  });
  const fail = (error: unknown) => {
    const fieldOf = (param: string) => fieldPath(integration, form.getValues(), param);
    const isShownAtFields = showFieldErrors({ error, setError: form.setError, fieldOf });
    setFailure({ error, isShownAtFields, canSkipTest: integration.type === "webhook" && isTestFailure(error) });
  };
  const save = async (values: ConnectionForm) => {
    setFailure(undefined);
    try {
      const input = toConnectionInput(values, integration, stored);
      const connection = await onSave({ ...input, ...expectedVersion(integration, base, stored) });
      setBase(connection);
      form.reset(toFormValues(integration, connection));
      onSaved(connection);
    } catch (error) {
      fail(error);
    }
  };
  const submit = useSingleSubmit(form.handleSubmit(save));
  const submitWithoutTest = () => {
    form.setValue("is_tested", false);
    void submit();
  };
  return { form, failure, submit, submitWithoutTest };
}
