"use client";

import { RefreshCw } from "lucide-react";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Field, type ControlProps } from "#components/patterns/field.tsx";
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

const GONE = "Your selection no longer exists in the account. Choose another one.";

/** Chooses something of the connected account by its name, or by its id when the account cannot say what it has. */
export function ActionDataField(props: ActionDataFieldProps) {
  const { form, connection, input } = props;
  const state = useActionData(props);
  const { field, required } = input;
  const plural = input.key.replaceAll("_", " ");
  return (
    <>
      <div className="space-y-2">
        <Field
          label={inputLabel(input, state)}
          isRequired={required === true}
          error={form.formState.errors.inputs?.[field]?.message}
          hint={state.isGone ? GONE : undefined}
        >
          {(control) => <ActionDataControl control={control} state={state} plural={plural} />}
        </Field>
        {state.isTyped ? null : <ListNotes state={state} plural={plural} />}
        {connection.active ? <ListActions state={state} plural={plural} /> : null}
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
): string {
  return isTyped ? `ID of the ${(noun ?? label).toLowerCase()}` : label;
}

type PartProps = { state: ActionDataState; plural: string };

function ActionDataControl({ control, state, plural }: PartProps & { control: ControlProps }) {
  const { value, choose } = state;
  if (state.isTyped) {
    const handleChange = (id: string) => choose(id === "" ? undefined : { id, name: "" });
    return (
      <Input
        {...control}
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
        <p role="status" className="sr-only">{`Loading ${plural}`}</p>
        <Skeleton className="h-8 w-full" />
      </div>
    );
  }
  if (state.isUnread) return <Input {...control} disabled placeholder={`The ${plural} could not be loaded`} />;
  return (
    <LazyCombobox
      control={control}
      listLabel={plural}
      choices={state.choices}
      value={value}
      onChange={choose}
      placeholder={`Search ${plural}`}
      onQuery={state.setQuery}
      isSearching={state.isSearching}
    />
  );
}

function ListNotes({ state, plural }: PartProps) {
  if (state.error) return <ErrorNote title={`The ${plural} could not be loaded.`} error={state.error} />;
  return state.isEmpty ? <p className="text-sm text-soft">{`The connected account has no ${plural} yet.`}</p> : null;
}

function ListActions({ state, plural }: PartProps) {
  const { isTyped, setByHand, isRefreshing, refresh, error } = state;
  return (
    <div className="flex flex-wrap gap-2">
      {isTyped || state.isPending ? null : (
        <Button size="sm" disabled={isRefreshing} onClick={refresh}>
          {isRefreshing ? <Spinner /> : <RefreshCw aria-hidden />}
          <span>{error ? "Retry" : `Refresh ${plural}`}</span>
        </Button>
      )}
      {isTyped || error ? (
        <Button size="sm" variant="ghost" onClick={() => setByHand(!isTyped)}>
          {isTyped ? "Choose from the list" : "Enter the ID manually"}
        </Button>
      ) : null}
    </div>
  );
}
