"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { filledRows, toSchema, type DraftRow } from "#components/mappings/draft.ts";
import { rowProblems } from "#components/mappings/row-problems.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { useDebounced } from "#components/patterns/use-debounced.ts";
import { mappingQueries } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { MappingPreview } from "#lib/contracts/mappings.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const SETTLE_MS = 300;

/** `isOld`: the row has changed since, and is tried again or is not complete yet. */
export type RowResult = { value?: unknown; problem?: string | undefined; isOld: boolean };
type Answer = { tried: readonly DraftRow[]; preview: MappingPreview };

/** What the rows make of an event, by the server's own engine, a moment after the last change. */
export function useMappingPreview(connectionId: string, rows: readonly DraftRow[], eventId: string | undefined) {
  const { workspaceId } = useSession();
  const t = useTranslations(mappingsTexts);
  const settled = useDebounced(rows, SETTLE_MS);
  const tried = useMemo(() => filledRows(settled).filter((row) => rowProblems(row, t).length === 0), [settled, t]);
  const body = { schema: toSchema(tried, undefined), event_id: eventId ?? "" };
  const preview = useQuery({
    ...mappingQueries.preview(workspaceId, connectionId, body),
    enabled: eventId !== undefined,
  });
  const isCurrent = preview.data !== undefined && !preview.isPlaceholderData;
  // What was shown stays until there is something newer: nothing below it moves under a hand that is about to click.
  const [known, setKnown] = useState<Answer>();
  if (isCurrent && (known?.preview !== preview.data || known.tried !== tried)) {
    setKnown({ tried, preview: preview.data });
  }
  const isOld = (row: DraftRow) => !isCurrent || !tried.includes(row) || settled !== rows;
  const results = new Map<string, RowResult>(
    known?.tried.map((row, index) => [row.key, { ...known.preview.fields[index], isOld: isOld(row) }]),
  );
  return { results, problem: isCurrent ? preview.data.problem : undefined, error: preview.error };
}
