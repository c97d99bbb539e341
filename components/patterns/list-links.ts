import {
  createParser,
  createSerializer,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { DELIVERY_STATUSES } from "#lib/contracts/constants.ts";
import { TIME_RANGE_NAMES } from "#lib/contracts/time-range.ts";

// Every address that opens a list or a form with something filled in is made here, with the parsers that read it.

/** An ISO time with its zone; what is none is left out. */
const parseAsMoment = createParser({
  parse: (text) => (MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: (text: string) => text,
});
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export const eventFilterParsers = {
  status: parseAsArrayOf(parseAsStringLiteral(DELIVERY_STATUSES)),
  event: parseAsString.withDefault(""),
  resource: parseAsString.withDefault(""),
  resource_id: parseAsString.withDefault(""),
  id: parseAsString.withDefault(""),
  connection: parseAsString.withDefault(""),
  rule: parseAsString.withDefault(""),
  matched: parseAsBoolean,
  since: parseAsStringLiteral(TIME_RANGE_NAMES),
  from: parseAsMoment,
  until: parseAsMoment,
  problem: parseAsString.withDefault(""),
  search: parseAsString.withDefault(""),
} satisfies Record<keyof EventFilters, unknown>;

export const dashboardParsers = {
  range: parseAsStringLiteral(TIME_RANGE_NAMES).withDefault("24h"),
  from: parseAsMoment,
  until: parseAsMoment,
};
export const testPanelParsers = { test: parseAsBoolean.withDefault(false) };
export const newRuleParsers = { event: parseAsString.withDefault(""), connection: parseAsString.withDefault("") };

const eventsLink = createSerializer({ ...eventFilterParsers, ...testPanelParsers });
const newRuleLink = createSerializer(newRuleParsers);

/** The list of events, filtered; `test` opens the form for a test event. */
export function eventsHref(filters: EventFilters & { test?: boolean } = {}): string {
  return eventsLink("/workspace/events", filters);
}

/** The form of a new rule, with what is known already. */
export function newRuleHref(known: { event?: string; connection?: string } = {}): string {
  return newRuleLink("/workspace/rules/new", known);
}
