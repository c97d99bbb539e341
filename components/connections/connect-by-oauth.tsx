"use client";

import { useQuery } from "@tanstack/react-query";
import { useForm, useWatch } from "react-hook-form";
import { CatalogField } from "#components/connections/catalog-field.tsx";
import { textFields, isFieldShown } from "#components/connections/connection-fields.ts";
import type { ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { ConnectionFormSkeleton } from "#components/connections/connection-form-skeleton.tsx";
import { FormSection } from "#components/connections/form-section.tsx";
import { ConnectionCreatedPanel } from "#components/connections/lazy-panels.tsx";
import { OAuthFlow } from "#components/connections/oauth-flow.tsx";
import { oauthFormProblems, toAttemptInput, toOAuthForm } from "#components/connections/oauth-form-values.ts";
import { WhatItDoes } from "#components/connections/what-it-does.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { problemsResolver } from "#components/patterns/problems-resolver.ts";
import { Input } from "#components/ui/input.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";

/** Connecting by the account holder's consent, given at the provider. */
export function ConnectByOAuth({ integration }: { integration: Integration }) {
  const t = useTranslations(authorizationTexts);
  const formWords = useTranslations(connectionFormTexts);
  const common = useTranslations(commonTexts);
  const form = useForm<ConnectionForm>({
    resolver: problemsResolver((values) => oauthFormProblems(values, integration, { form: formWords, common })),
    mode: "onTouched",
    defaultValues: toOAuthForm(integration),
  });
  const name = useWatch({ control: form.control, name: "name" });
  const fields = useWatch({ control: form.control, name: "fields" });
  const values = { ...toOAuthForm(integration), name, fields };
  const isValid = oauthFormProblems(values, integration, { form: formWords, common }).length === 0;
  return (
    <div className="max-w-2xl">
      <OAuthFlow
        integration={integration}
        input={isValid ? toAttemptInput(values, integration) : undefined}
        onInvalid={() => void form.trigger(undefined, { shouldFocus: true })}
        startLabel={t("start", { name: integration.name })}
        renderCompleted={({ connection }) =>
          connection === undefined ? null : <Connected connectionId={connection} />
        }
      >
        <WhatItDoes integration={integration} />
        <FormSection title={t("form.title")}>
          <Field
            label={formWords("name.label")}
            hint={formWords("name.hint.optional")}
            error={form.formState.errors.name?.message}
          >
            {(control) => <Input {...control} {...form.register("name")} autoComplete="off" />}
          </Field>
          {textFields(integration)
            .filter((field) => isFieldShown(field, fields))
            .map((field) => (
              <CatalogField
                key={field.key}
                field={field}
                form={form}
                integration={integration}
                stored={undefined}
                values={fields}
              />
            ))}
        </FormSection>
      </OAuthFlow>
    </div>
  );
}

function Connected({ connectionId }: { connectionId: string }) {
  const { workspaceId } = useSession();
  const connection = useQuery(connectionQueries.detail(workspaceId, connectionId));
  if (connection.isPending) return <ConnectionFormSkeleton />;
  if (connection.isLoadingError) {
    return <ErrorState error={connection.error} onRetry={() => void connection.refetch()} />;
  }
  return <ConnectionCreatedPanel connection={connection.data} />;
}
