"use client";

import { Plus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { emptyRow, type DraftRow } from "#components/mappings/draft.ts";
import { fieldName } from "#components/mappings/mapping-words.ts";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { LazyCombobox } from "#components/patterns/lazy-combobox.tsx";
import { Timestamp } from "#components/patterns/timestamp.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useRefreshFields } from "#lib/client/mappings.ts";
import { useSession } from "#lib/client/session.ts";
import type { CatalogField, FieldCatalog } from "#lib/contracts/field-catalogs.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

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
  const t = useTranslations(mappingsTexts);
  // A new picker after each choice, so that the next search starts empty.
  const [round, setRound] = useState(0);
  const fields = catalog?.fields ?? [];
  const taken = new Set(rows.map(({ dest }) => dest));
  const open = fields.filter(
    (field) => field.constraints?.read_only !== true && (hasInside(field) || !taken.has(field.key)),
  );
  const choices = open.map((field) => ({ id: field.key, name: fieldName(field.key, field), hint: hintOf(field, t) }));
  const add = (key: string | undefined) => {
    const field = open.find((candidate) => candidate.key === key);
    if (!field) return;
    setRound(round + 1);
    onAdd(hasInside(field) ? emptyRow(`${field.key}.`, true) : { ...emptyRow(field.key, false), from: "path" });
  };
  if (rows.length >= ROWS_MAX) return <p className="text-sm text-soft">{t("add.max", { max: ROWS_MAX })}</p>;
  return (
    <Card className="space-y-3 p-4" aria-label={t("add")}>
      {fields.length > 0 ? (
        <Field label={t("add.field")} isRequired>
          {(control) => (
            <LazyCombobox
              key={round}
              control={control}
              listLabel={t("add.field.list")}
              choices={choices}
              value=""
              onChange={(choice) => add(choice?.id)}
              placeholder={t("add.field.search")}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {catalog?.closed === true ? null : (
          <Button size="sm" onClick={() => onAdd(emptyRow("", true))}>
            <Plus aria-hidden />
            <span>{t("add.name")}</span>
          </Button>
        )}
        <RefreshFields connectionId={connectionId} catalog={catalog} />
      </div>
    </Card>
  );
}

function hintOf({ key, label, type }: CatalogField, t: TranslateOf<typeof mappingsTexts>): string {
  const kind = t(`type.${type}`);
  return label === undefined ? kind : `${kind} · ${key}`;
}

function RefreshFields({ connectionId, catalog }: Pick<AddFieldProps, "connectionId" | "catalog">) {
  const t = useTranslations(mappingsTexts);
  const { workspaceId } = useSession();
  const refresh = useRefreshFields(workspaceId, connectionId);
  return (
    <>
      <Button size="sm" disabled={refresh.isPending} onClick={() => refresh.mutate()}>
        {refresh.isPending ? <Spinner /> : <RefreshCw aria-hidden />}
        <span>{t("add.refresh")}</span>
      </Button>
      {catalog ? (
        <span className="text-xs text-soft">
          {t.rich("add.refreshed", { time: () => <Timestamp value={catalog.refreshed_at} /> })}
        </span>
      ) : null}
      {refresh.error ? (
        <div className="basis-full">
          <ErrorNote title={t("add.unread")} error={refresh.error} />
        </div>
      ) : null}
    </>
  );
}
