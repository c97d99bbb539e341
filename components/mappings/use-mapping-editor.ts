"use client";

import { useState } from "react";
import { filledRows, toRows, toSchema, type DraftRow } from "#components/mappings/draft.ts";
import { rowProblems, type RowProblem } from "#components/mappings/row-problems.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { useReadMappingAgain, useSaveMapping } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { MappingResult } from "#lib/contracts/mappings.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type EditorOptions = { connectionId: string; fields: readonly CatalogField[]; result: MappingResult };

/** What somebody else has saved meanwhile, or why that cannot be read. */
function useTheirs(workspaceId: string, connectionId: string) {
  const readAgain = useReadMappingAgain(workspaceId, connectionId);
  const [conflict, setConflict] = useState<MappingResult>();
  const [unread, setUnread] = useState<unknown>(null);
  const readTheirs = async () => {
    try {
      setConflict(await readAgain());
      setUnread(null);
    } catch (error) {
      setUnread(error);
    }
  };
  const forgetTheirs = () => {
    setConflict(undefined);
    setUnread(null);
  };
  return { conflict, unread, readTheirs, forgetTheirs };
}

/** The rows as they are typed, what they came from, and what became of saving them. */
export function useMappingEditor({ connectionId, fields, result }: EditorOptions) {
  const { workspaceId } = useSession();
  const t = useTranslations(mappingsTexts);
  const save = useSaveMapping(workspaceId, connectionId);
  const { conflict, unread, readTheirs, forgetTheirs } = useTheirs(workspaceId, connectionId);
  const [base, setBase] = useState(result);
  const [rows, setRows] = useState(() => toRows(result.mapping.schema, fields));
  const [isTried, setTried] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<string, RowProblem[]>>(new Map());
  const { schema: baseSchema, version } = base.mapping;
  const schema = toSchema(rows, baseSchema.meta);
  const isDirty = JSON.stringify(schema) !== JSON.stringify(toSchema(toRows(baseSchema, fields), baseSchema.meta));

  const restart = (next: MappingResult) => {
    setBase(next);
    setRows(toRows(next.mapping.schema, fields));
    setTried(false);
    setRefused(new Map());
    forgetTheirs();
  };
  const change = (next: readonly DraftRow[]) => {
    setRows([...next]);
    setRefused(new Map());
    if (unread !== null) forgetTheirs();
    save.reset();
  };
  const store = async (expected: number) => {
    setTried(true);
    if (rows.some((row) => rowProblems(row, t).length > 0)) return;
    try {
      restart(await save.mutateAsync({ schema, expected_version: expected }));
    } catch (error) {
      if (isVersionConflict(error)) await readTheirs();
      else setRefused(refusedRows(error, rows));
    }
  };
  return {
    rows,
    schema,
    base,
    isDirty,
    conflict,
    isSaving: save.isPending,
    isSaved: save.isSuccess && !isDirty,
    error: save.error !== null && !isVersionConflict(save.error) ? save.error : unread,
    problemsOf: (row: DraftRow) => [...(isTried ? rowProblems(row, t) : []), ...(refused.get(row.key) ?? [])],
    hasProblems: isTried && rows.some((row) => rowProblems(row, t).length > 0),
    setRow: (next: DraftRow) => change(rows.map((row) => (row.key === next.key ? next : row))),
    removeRow: (key: string) => change(rows.filter((row) => row.key !== key)),
    addRow: (row: DraftRow) => change([...rows, row]),
    undo: () => restart(base),
    save: () => store(version),
    takeTheirs: () => (conflict ? restart(conflict) : undefined),
    keepMine: () => (conflict ? store(conflict.mapping.version) : Promise.resolve()),
    goOn: forgetTheirs,
  };
}

export type MappingEditorState = ReturnType<typeof useMappingEditor>;

function isVersionConflict(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status === 409 && error.data.some(({ param }) => param === "expected_version")
  );
}

const AT = /^schema\.fields\[(\d+)\]\.(dest|source|transforms\[(\d+)\])/;

/** The server's complaints at the rows that they are about. */
function refusedRows(error: unknown, rows: readonly DraftRow[]): Map<string, RowProblem[]> {
  const found = new Map<string, RowProblem[]>();
  if (!(error instanceof ApiError)) return found;
  const sent = filledRows(rows);
  for (const { param, msg } of error.data) {
    const [, index, what, step] = AT.exec(param) ?? [];
    const row = index === undefined ? undefined : sent[Number(index)];
    if (row === undefined) continue;
    const transform = step === undefined ? undefined : row.transforms[Number(step)];
    const at = transform ? (`transform ${transform.key}` as const) : what === "dest" ? "dest" : "source";
    found.set(row.key, [...(found.get(row.key) ?? []), { at, message: msg }]);
  }
  return found;
}
