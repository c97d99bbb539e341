"use client";

import { useForm } from "react-hook-form";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Field } from "#components/patterns/field.tsx";
import { showFieldErrors } from "#components/patterns/form-errors.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { problemsResolver, textProblem } from "#components/patterns/problems-resolver.ts";
import { useSingleSubmit } from "#components/patterns/use-single-flight.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { usePatchConnection } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { CONNECTION_NAME } from "#lib/contracts/constants.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";
import { connectionTexts } from "#lib/i18n/texts/connection.ts";

type Values = { name: string };

/** All that can be edited of a connection whose settings come from its provider. */
export function RenameCard({ connection }: { connection: Connection }) {
  const t = useTranslations(connectionTexts);
  const formWords = useTranslations(connectionFormTexts);
  const common = useTranslations(commonTexts);
  const { workspaceId } = useSession();
  const patch = usePatchConnection(workspaceId);
  const form = useForm<Values>({
    resolver: problemsResolver(({ name }) => {
      const message = textProblem(name, CONNECTION_NAME, common);
      return message === undefined ? [] : [{ path: "name", message }];
    }),
    mode: "onTouched",
    defaultValues: { name: connection.name },
  });
  const { isSubmitting, errors } = form.formState;
  const save = async (values: Values) => {
    const name = values.name.trim();
    try {
      await patch.mutateAsync({ connectionId: connection.id, name });
      form.reset({ name });
    } catch (error) {
      // What does not belong to the field is shown below it, by the mutation's own error.
      showFieldErrors({ error, setError: form.setError, fieldOf: (param) => (param === "name" ? param : undefined) });
    }
  };
  const submit = useSingleSubmit(form.handleSubmit(save));
  return (
    <Card aria-labelledby="rename-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="rename-title">{t("name.title")}</CardTitle>
      </CardHeader>
      <CardBody>
        <form noValidate onSubmit={(event) => void submit(event)} className="space-y-3">
          <Field
            label={t("name.title")}
            isRequired
            isLabelHidden
            hint={formWords("name.hint")}
            error={errors.name?.message}
          >
            {(control) => <Input {...control} {...form.register("name")} autoComplete="off" />}
          </Field>
          {patch.error && !errors.name ? <ErrorNote title={formWords("save.failed")} error={patch.error} /> : null}
          {patch.isSuccess && !isSubmitting ? (
            <Alert tone="success" role="status">
              {t("name.saved")}
            </Alert>
          ) : null}
          <Button type="submit" disabled={isSubmitting}>
            {isSubmitting ? <Spinner /> : null}
            <span>{t("name.save")}</span>
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
