"use client";

import { RefreshCw } from "lucide-react";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Field, type ControlProps } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { LazyCombobox } from "#components/patterns/lazy-combobox.tsx";
import { humanizeKey } from "#components/patterns/plain-words.ts";
import { OptionField } from "#components/rules/option-field.tsx";
import {
  useActionData,
  type ActionDataFieldProps,
  type ActionDataState,
  type DataInput,
} from "#components/rules/use-action-data.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** Chooses something of the connected account by its name, or by its id when the account cannot say what it has. */
export function ActionDataField(props: ActionDataFieldProps) {
  const { form, connection, input } = props;
  const t = useTranslations(ruleFormTexts);
  const state = useActionData(props);
  const { field, required } = input;
  const items = t("account.items", { items: input.key.replaceAll("_", " ") });
  return (
    <>
      <div className="space-y-2">
        <Field
          label={inputLabel(input, state, t)}
          isRequired={required === true}
          error={form.formState.errors.inputs?.[field]?.message}
          hint={state.isGone ? t("account.gone") : undefined}
        >
          {(control) => <ActionDataControl control={control} state={state} items={items} />}
        </Field>
        {state.isTyped ? null : <ListNotes state={state} items={items} />}
        {connection.active ? <ListActions state={state} items={items} /> : null}
      </div>
      {input.kind === "advanced" && state.value !== "" ? (
        <OptionField form={form} input={input} item={state.chosen} />
      ) : null}
    </>
  );
}

function inputLabel(
  { field, noun, label = humanizeKey(noun ?? field) }: DataInput,
  { isTyped }: ActionDataState,
  t: TranslateOf<typeof ruleFormTexts>,
): string {
  return isTyped ? t("account.id", { noun: (noun ?? label).toLowerCase() }) : label;
}

/** `items` is what the list is of: "channels". */
type PartProps = { state: ActionDataState; items: string };

function ActionDataControl({ control, state, items }: PartProps & { control: ControlProps }) {
  const t = useTranslations(ruleFormTexts);
  const { value, choose } = state;
  if (state.isTyped) {
    const handleChange = (id: string) => choose(id === "" ? undefined : { id, name: "" });
    return (
      <Input
        {...control}
        dir="ltr"
        value={value}
        onChange={({ target }) => handleChange(target.value.trim())}
        autoComplete="off"
        spellCheck={false}
      />
    );
  }
  if (state.isPending) {
    return (
      <div aria-busy>
        <p role="status" className="sr-only">
          {t("account.loading", { items })}
        </p>
        <Skeleton className="h-8 w-full" />
      </div>
    );
  }
  if (state.isUnread) return <Input {...control} disabled placeholder={t("account.unread.placeholder", { items })} />;
  return (
    <LazyCombobox
      control={control}
      listLabel={items}
      choices={state.choices}
      value={value}
      onChange={choose}
      placeholder={t("account.search", { items })}
      onQuery={state.setQuery}
      isSearching={state.isSearching}
    />
  );
}

function ListNotes({ state, items }: PartProps) {
  const t = useTranslations(ruleFormTexts);
  if (state.error) return <ErrorNote title={t("account.unread", { items })} error={state.error} />;
  return state.isEmpty ? <p className="text-sm text-soft">{t("account.empty", { items })}</p> : null;
}

function ListActions({ state, items }: PartProps) {
  const t = useTranslations(ruleFormTexts);
  const { isTyped, setByHand, isRefreshing, refresh, error } = state;
  return (
    <div className="flex flex-wrap gap-2">
      {isTyped || state.isPending ? null : (
        <Button size="sm" disabled={isRefreshing} onClick={refresh}>
          {isRefreshing ? <Spinner /> : <RefreshCw aria-hidden />}
          <span>{error ? t("account.retry") : t("account.refresh", { items })}</span>
        </Button>
      )}
      {isTyped || error ? (
        <Button size="sm" variant="ghost" onClick={() => setByHand(!isTyped)}>
          {t(isTyped ? "account.list" : "account.manual")}
        </Button>
      ) : null}
    </div>
  );
}
