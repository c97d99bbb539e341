"use client";

import { useQuery } from "@tanstack/react-query";
import { filterFacts } from "#components/events/retry-words.ts";
import { useRuleChoices } from "#components/events/use-rule-choices.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { connectionQueries } from "#lib/client/connections.ts";
import { useSession } from "#lib/client/session.ts";
import type { RetryFilter } from "#lib/contracts/retries.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { retriesTexts } from "#lib/i18n/texts/retries.ts";

/** Which deliveries are meant, condition by condition: the filter that is sent, not the one on the screen. */
export function RetryFilterFacts({ filter }: { filter: RetryFilter }) {
  const t = useTranslations(retriesTexts);
  const common = useTranslations(commonTexts);
  const formats = useFormats();
  const { workspaceId, can } = useSession();
  const isNamed = filter.connection !== undefined && can("list_connections");
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: isNamed });
  const connection = connections.data?.records.find(({ id }) => id === filter.connection)?.name;
  const rule = useRuleChoices(filter.rule !== undefined)?.find(({ id }) => id === filter.rule)?.name;
  return (
    <ul aria-label={t("filter.label")} className="list-disc ps-5 text-soft">
      {filterFacts(filter, { connection, rule, formats, common }, t).map((fact) => (
        <li key={fact} className="wrap-anywhere">
          {fact}
        </li>
      ))}
    </ul>
  );
}
