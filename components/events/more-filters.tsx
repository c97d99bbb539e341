"use client";

import { useQuery } from "@tanstack/react-query";
import type { useEventFilters } from "#components/events/use-event-filters.ts";
import { useRuleChoices } from "#components/events/use-rule-choices.ts";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { FilterText } from "#components/patterns/filter-text.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { LazyCombobox } from "#components/patterns/lazy-combobox.tsx";
import { Select } from "#components/ui/select.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import { workspaceQueries } from "#lib/client/workspaces.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type Filters = Pick<ReturnType<typeof useEventFilters>, "values" | "set">;

/** Where an event went and what it is about. Each choice takes effect at once, and is a chip then. */
export function MoreFilters({ values, set }: Filters) {
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-lg border bg-surface p-3">
      <ConnectionFilter values={values} set={set} />
      <RuleFilter values={values} set={set} />
      <MatchFilter values={values} set={set} />
      <EventTypeFilter values={values} set={set} />
      <ResourceFilters values={values} set={set} />
    </div>
  );
}

function ConnectionFilter({ values, set }: Filters) {
  const t = useTranslations(eventsTexts);
  const { workspaceId, can } = useSession();
  const isListed = can("list_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: isListed });
  const choices = (connections.data?.records ?? []).map(({ id, name }) => ({ id, name }));
  if (!isListed) return null;
  return (
    <Choice
      label={t("filter.connection")}
      anyLabel={t("filter.connection.any")}
      value={values.connection}
      choices={choices}
      onChange={(connection) => set({ connection })}
    />
  );
}

function RuleFilter({ values, set }: Filters) {
  const t = useTranslations(eventsTexts);
  const choices = useRuleChoices();
  if (choices === undefined) return null;
  return (
    <Choice
      label={t("filter.rule")}
      anyLabel={t("filter.rule.any")}
      value={values.rule}
      choices={choices}
      onChange={(rule) => set({ rule })}
    />
  );
}

function MatchFilter({ values, set }: Filters) {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  return (
    <Choice
      label={t("filter.matched")}
      anyLabel={common("filter.any")}
      value={values.matched === null ? "" : String(values.matched)}
      choices={[
        { id: "true", name: t("active.matched") },
        { id: "false", name: t("active.unmatched") },
      ]}
      onChange={(choice) => set({ matched: choice === "" ? null : choice === "true" })}
    />
  );
}

type ChoiceProps = {
  label: string;
  anyLabel: string;
  value: string;
  choices: readonly { id: string; name: string }[];
  onChange: (id: string) => void;
};

/** What is chosen stays a choice, also when it is deleted or not on the list. */
function Choice({ label, anyLabel, value, choices, onChange }: ChoiceProps) {
  const isKnown = value === "" || choices.some(({ id }) => id === value);
  return (
    <FilterLabel label={label}>
      {(id) => (
        <Select id={id} value={value} onChange={(change) => onChange(change.currentTarget.value)}>
          <option value="">{anyLabel}</option>
          {isKnown ? null : <option value={value}>{value}</option>}
          {choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </Select>
      )}
    </FilterLabel>
  );
}

/** Where the types cannot be listed, one can still be typed. */
function EventTypeFilter({ values, set }: Filters) {
  const t = useTranslations(eventsTexts);
  const common = useTranslations(commonTexts);
  const { workspaceId } = useSession();
  const types = useQuery(workspaceQueries.eventTypes(workspaceId));
  const keys = (types.data ?? []).map(({ key }) => key);
  // The field stays the same while they are on their way, so that what is being typed stays too.
  if (keys.length === 0 && !types.isPending) {
    return (
      <FilterText label={t("filter.event")} value={values.event} options={[]} onCommit={(event) => set({ event })} />
    );
  }
  const all = values.event === "" || keys.includes(values.event) ? keys : [values.event, ...keys];
  return (
    <FilterLabel label={t("filter.event")}>
      {(id) => (
        <LazyCombobox
          control={{ id, "aria-describedby": undefined, "aria-invalid": undefined, "aria-required": undefined }}
          listLabel={t("filter.event.list")}
          choices={all.map((key) => ({ id: key, name: key }))}
          value={values.event}
          onChange={(choice) => set({ event: choice?.id ?? "" })}
          placeholder={common("filter.any")}
        />
      )}
    </FilterLabel>
  );
}

function ResourceFilters({ values, set }: Filters) {
  const t = useTranslations(eventsTexts);
  const { workspaceId, session } = useSession();
  const isBound = session.session_type === "resource";
  const resources = useQuery({ ...workspaceQueries.resources(workspaceId), enabled: !isBound });
  if (isBound) return null;
  return (
    <>
      <FilterText
        label={t("filter.resource")}
        value={values.resource}
        options={(resources.data ?? []).map(({ key }) => key)}
        onCommit={(resource) => set({ resource })}
      />
      <FilterText
        label={t("filter.resource-id")}
        value={values.resource_id}
        options={[]}
        onCommit={(id) => set({ resource_id: id })}
      />
    </>
  );
}
