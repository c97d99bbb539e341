"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "#components/patterns/data-table.tsx";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { StaleNote } from "#components/patterns/stale-note.tsx";
import { TableSkeleton } from "#components/patterns/table-skeleton.tsx";
import { DeleteRule } from "#components/rules/delete-rule.tsx";
import { NoRules } from "#components/rules/no-rules.tsx";
import { PauseRule } from "#components/rules/pause-rule.tsx";
import { ruleColumns, type RuleAction } from "#components/rules/rule-columns.tsx";
import { useConnectionsById } from "#components/rules/use-connections-by-id.ts";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { rulesTexts } from "#lib/i18n/texts/rules.ts";

export function RulesList() {
  const { workspaceId, can } = useSession();
  const t = useTranslations(rulesTexts);
  const common = useTranslations(commonTexts);
  const [open, setOpen] = useState<{ action: RuleAction; id: string }>();
  const connections = useConnectionsById();
  const close = () => setOpen(undefined);
  const renderDetails = (row: Rule) => {
    if (row.id !== open?.id) return null;
    const props = { rule: row, connectionName: connections.get(row.connection)?.name, onClose: close };
    return open.action === "delete" ? <DeleteRule {...props} /> : <PauseRule key={row.id} {...props} />;
  };
  const handleAction = (action: RuleAction, id: string) => setOpen({ action, id });
  const columns = ruleColumns(connections, can("write_rules") ? handleAction : undefined, t);
  const rules = useQuery(ruleQueries.list(workspaceId));
  if (rules.isPending)
    return <TableSkeleton caption={t("title")} loadingLabel={common("loading.rules")} columns={columns} rows={4} />;
  if (rules.isLoadingError) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
  const rows = rules.data.records.filter(({ hidden }) => !hidden);
  if (rows.length === 0) return <NoRules />;
  return (
    <>
      <StaleNote isShown={rules.isRefetchError} />
      <DataTable
        caption={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        getRowDetails={renderDetails}
      />
    </>
  );
}
