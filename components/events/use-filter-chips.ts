"use client";

import { useQuery } from "@tanstack/react-query";
import type { FilterChange } from "#components/events/use-event-filters.ts";
import { useRuleChoices } from "#components/events/use-rule-choices.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { outcomeWords } from "#components/patterns/outcome-words.ts";
import { connectionQueries } from "#lib/client/connections.ts";
import { isOfDelivery, type EventFilters } from "#lib/client/event-filters.ts";
import { problemQueries } from "#lib/client/problems.ts";
import { useSession } from "#lib/client/session.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import type { Formats } from "#lib/i18n/formats.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** A condition in words, and what takes it away. */
export type FilterChip = { key: string; text: string; change: FilterChange };

type Words = {
  t: TranslateOf<typeof eventsTexts>;
  common: TranslateOf<typeof commonTexts>;
  formats: Formats;
  /** The names of what the filter has by its id. */
  connection: string | undefined;
  rule: string | undefined;
  problem: string | undefined;
};

export function useFilterChips(filters: EventFilters): FilterChip[] {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  const { workspaceId, can } = useSession();
  const isNamed = filters.connection !== undefined && can("list_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: isNamed });
  const rules = useRuleChoices(filters.rule !== undefined);
  const connection = connections.data?.records.find(({ id }) => id === filters.connection)?.name;
  const rule = rules?.find(({ id }) => id === filters.rule)?.name;
  const problem = useProblemWords(filters.problem);
  return toChips(filters, { t, common, formats, connection, rule, problem });
}

/** What a problem is about, once it is known. */
function useProblemWords(id: string | undefined): string | undefined {
  const common = useTranslations(commonTexts);
  const { workspaceId, can } = useSession();
  const problem = useQuery({
    ...problemQueries.detail(workspaceId, id ?? ""),
    enabled: id !== undefined && can("read_dashboard"),
  });
  const code = problem.data?.outcome_code;
  return code === undefined ? undefined : outcomeWords(code, common);
}

function toChips(filters: EventFilters, words: Words): FilterChip[] {
  const { t } = words;
  const { search, event, resource, resource_id: resourceId, id, connection, rule, matched, problem } = filters;
  return [
    ...chip("search", search, (text) => t("active.search", { text }), { search: "" }),
    ...chip("id", id, (text) => t("active.id", { id: text }), { id: "" }),
    ...chip("status", filters.status, (status) => statusText(status, filters, words), { status: null }),
    ...chip("received", receivedText(filters, words), (text) => text, { since: null, from: null, until: null }),
    ...chip("connection", connection, (it) => t("active.connection", { connection: words.connection ?? it }), {
      connection: "",
    }),
    ...chip("rule", rule, (it) => t("active.rule", { rule: words.rule ?? it }), { rule: "" }),
    ...chip("matched", matched, (is) => t(is ? "active.matched" : "active.unmatched"), { matched: null }),
    ...chip("problem", problem, (it) => t("active.problem", { problem: words.problem ?? it }), { problem: "" }),
    ...chip("event", event, (text) => t("active.event", { event: text }), { event: "" }),
    ...chip("resource", resource, (text) => t("active.resource", { resource: text }), { resource: "" }),
    ...chip("resource_id", resourceId, (text) => t("active.resource-id", { id: text }), { resource_id: "" }),
  ];
}

function chip<T>(key: string, value: T | undefined, toText: (value: T) => string, change: FilterChange): FilterChip[] {
  return value === undefined ? [] : [{ key, text: toText(value), change }];
}

function statusText(
  status: NonNullable<EventFilters["status"]>,
  filters: EventFilters,
  { t, common, formats }: Words,
): string {
  const statuses = formats.either(
    DELIVERY_STATUSES.filter((one) => status.includes(one)).map((one) => common(`status.${one}`)),
  );
  return isOfDelivery(filters) ? t("active.delivery-status", { statuses }) : t("active.status", { statuses });
}

function receivedText({ since, from, until }: EventFilters, { t, formats }: Words): string | undefined {
  if (from !== undefined && until !== undefined) return t("active.received", { range: formats.span(from, until) });
  if (from !== undefined) return t("active.received.from", { time: formats.minute(from) });
  if (until !== undefined) return t("active.received.until", { time: formats.minute(until) });
  return since === undefined ? undefined : t("active.received", { range: t(`filter.received.${since}`) });
}
