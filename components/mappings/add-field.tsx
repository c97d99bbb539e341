"use client";

import { Plus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { emptyRow, type DraftRow } from "#components/mappings/draft.ts";
import { fieldName, TYPE_WORDS } from "#components/mappings/mapping-words.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Field } from "#components/patterns/field.tsx";
import { LazyCombobox } from "#components/patterns/lazy-combobox.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useRefreshFields } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { CatalogField, FieldCatalog } from "#lib/contracts/field-catalogs.ts";

const ROWS_MAX = 250;

type AddFieldProps = {
  connectionId: string;
  catalog: FieldCatalog | undefined;
  rows: readonly DraftRow[];
  onAdd: (row: DraftRow) => void;
};

const hasInside = ({ type }: CatalogField) => type === "object" || type === "json";

/** One more field of the account, or one that the account does not list where the destination takes any name. */
export function AddField({ connectionId, catalog, rows, onAdd }: AddFieldProps) {
  // A new picker after each choice, so that the next search starts empty.
  const [round, setRound] = useState(0);
  const fields = catalog?.fields ?? [];
  const taken = new Set(rows.map(({ dest }) => dest));
  const open = fields.filter(
    (field) => field.constraints?.read_only !== true && (hasInside(field) || !taken.has(field.key)),
  );
  const choices = open.map((field) => ({ id: field.key, name: fieldName(field.key, field), hint: hintOf(field) }));
  const add = (key: string | undefined) => {
    const field = open.find((candidate) => candidate.key === key);
    if (!field) return;
    setRound(round + 1);
    onAdd(hasInside(field) ? emptyRow(`${field.key}.`, true) : { ...emptyRow(field.key, false), from: "path" });
  };
  if (rows.length >= ROWS_MAX)
    return <p className="text-sm text-soft">{`A mapping has at most ${ROWS_MAX} fields.`}</p>;
  return (
    <Card className="space-y-3 p-4" aria-label="More fields">
      {fields.length > 0 ? (
        <Field label="Add a field" isRequired>
          {(control) => (
            <LazyCombobox
              key={round}
              control={control}
              listLabel="fields"
              choices={choices}
              value=""
              onChange={(choice) => add(choice?.id)}
              placeholder="Search fields"
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {catalog?.closed === true ? null : (
          <Button size="sm" onClick={() => onAdd(emptyRow("", true))}>
            <Plus aria-hidden />
            <span>Add a field by its name</span>
          </Button>
        )}
        <RefreshFields connectionId={connectionId} catalog={catalog} />
      </div>
    </Card>
  );
}

function hintOf({ key, label, type }: CatalogField): string {
  return label === undefined ? TYPE_WORDS[type] : `${TYPE_WORDS[type]} · ${key}`;
}

function RefreshFields({ connectionId, catalog }: Pick<AddFieldProps, "connectionId" | "catalog">) {
  const { workspaceId } = useSession();
  const refresh = useRefreshFields(workspaceId, connectionId);
  return (
    <>
      <Button size="sm" disabled={refresh.isPending} onClick={() => refresh.mutate()}>
        {refresh.isPending ? <Spinner /> : <RefreshCw aria-hidden />}
        <span>Refresh fields</span>
      </Button>
      {catalog ? (
        <span className="text-xs text-soft">
          <span>Read </span>
          <Timestamp value={catalog.refreshed_at} />
        </span>
      ) : null}
      {refresh.error ? (
        <div className="basis-full">
          <ErrorNote title="The fields could not be loaded." error={refresh.error} />
        </div>
      ) : null}
    </>
  );
}
