"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslations } from "#components/patterns/language.ts";
import { type Choice, matchingItems } from "#components/patterns/matching-items.ts";
import { useDebounced } from "#components/patterns/use-debounced.ts";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import { actionDataQueries, actionDataSearch, LONG_LIST, useRefreshActionData } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { ConnectionSummary } from "#lib/contracts/connections.ts";
import type { ActionInput } from "#lib/contracts/integrations.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

export type DataInput = Exclude<ActionInput, { kind: "field" }>;
export type ActionDataFieldProps = { form: UseFormReturn<RuleForm>; connection: ConnectionSummary; input: DataInput };

/** The list to choose from, what is chosen of it, and whether its id is typed instead. */
export function useActionData({ form, connection, input }: ActionDataFieldProps) {
  const { workspaceId } = useSession();
  const t = useTranslations(ruleFormTexts);
  const { key, field } = input;
  const items = useQuery({ ...actionDataQueries.list(workspaceId, connection.id, key), enabled: connection.active });
  const refresh = useRefreshActionData(workspaceId, connection.id, key);
  const [isByHand, setByHand] = useState(false);
  const inputs: Partial<Record<string, string>> = useWatch({ control: form.control, name: "inputs" });
  const { [field]: value = "", name = "" } = inputs;
  const list = items.data ?? [];
  const chosen = list.find(({ id }) => id === value);
  const isLong = list.length >= LONG_LIST;
  const hint = isLong ? undefined : t("account.gone.choice");
  const gone = missingChoice({ id: items.isSuccess && chosen === undefined ? value : "", name, hint });
  const choices = [...gone, ...list.map((item) => ({ id: item.id, name: item.name }))];
  const further = useSearchFurther(isLong ? choices : undefined, (wanted) =>
    actionDataSearch(workspaceId, connection.id, key, wanted),
  );
  const choose = (item: Choice | undefined) => {
    form.setValue("inputs.name", item?.name ?? "", { shouldDirty: true });
    form.setValue("inputs.option", "");
    if (input.kind === "advanced") form.setValue(`inputs.${input.options.field}`, "");
    form.setValue(`inputs.${field}`, item?.id ?? "", { shouldDirty: true, shouldValidate: true });
  };
  return {
    value,
    choices,
    setQuery: further.setQuery,
    isSearching: further.isSearching,
    chosen,
    choose,
    isGone: gone.some(({ hint }) => hint !== undefined) && !isByHand,
    isTyped: isByHand || !connection.active,
    setByHand,
    isPending: items.isPending,
    isEmpty: items.isSuccess && list.length === 0,
    isUnread: items.isLoadingError,
    error: refresh.isPending ? null : firstError(refresh, further, items),
    refresh: () => refresh.mutate(),
    isRefreshing: refresh.isPending,
  };
}

/** As long as people pause between two words. */
const SEARCH_MS = 400;
const SEARCH_CHARACTERS_MIN = 2;

function firstError(...readings: { error: Error | null }[]): Error | null {
  return readings.find(({ error }) => error !== null)?.error ?? null;
}

/** Asks for what is typed when none of a long list is called so. A list that is whole needs no more. */
function useSearchFurther(
  longList: readonly Choice[] | undefined,
  queryFor: (wanted: string) => ReturnType<typeof actionDataSearch>,
) {
  const [query, setQuery] = useState("");
  const wanted = useDebounced(query.trim(), SEARCH_MS);
  const isUnknown = longList !== undefined && matchingItems(longList, wanted).total === 0;
  const isSought = isUnknown && wanted.length >= SEARCH_CHARACTERS_MIN;
  const search = useQuery({ ...queryFor(wanted), enabled: isSought });
  return { setQuery, isSearching: isSought && search.isFetching, error: isSought ? search.error : null };
}

/** What a rule names stays to be seen when the list does not have it: of a long one that proves nothing. */
function missingChoice({ id, name, hint }: Choice): Choice[] {
  return id === "" ? [] : [{ id, name: name === "" ? id : name, hint }];
}

export type ActionDataState = ReturnType<typeof useActionData>;
