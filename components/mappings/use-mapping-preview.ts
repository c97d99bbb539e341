"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { filledRows, toSchema, type DraftRow } from "#components/mappings/draft.ts";
import { rowProblems } from "#components/mappings/row-problems.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { useDebounced } from "#components/patterns/use-debounced.ts";
import { mappingQueries } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const SETTLE_MS = 300;

export type RowResult = { value?: unknown; problem?: string | undefined };

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
  const results = new Map<string, RowResult>(
    isCurrent ? tried.map((row, index) => [row.key, preview.data.fields[index] ?? {}]) : [],
  );
  return { results, problem: isCurrent ? preview.data.problem : undefined, error: preview.error };
}
