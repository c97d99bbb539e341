"use client";

import { useQuery } from "@tanstack/react-query";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useDeleteConnection } from "#lib/client/connections.ts";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { formatCount } from "#lib/format/numbers.ts";

const RULES_NAMED = 5;

type DeleteConnectionProps = { connection: Connection; onClose: () => void };

/** Asks before deleting, and says which rules go with it; only then is the deletion forced. */
export function DeleteConnection({ connection, onClose }: DeleteConnectionProps) {
  const { workspaceId } = useSession();
  const remove = useDeleteConnection(workspaceId);
  const rules = useQuery(ruleQueries.list(workspaceId));
  const affected = (rules.data?.records ?? []).filter((rule) => rule.connection === connection.id);
  const hasRules = affected.length > 0;
  const handleConfirm = () => remove.mutate({ connectionId: connection.id, force: hasRules }, { onSuccess: onClose });
  return (
    <ConfirmPanel
      title={`Delete “${connection.name}”?`}
      confirmLabel={hasRules ? `Delete it and ${formatCount(affected.length, "rule")}` : "Delete connection"}
      onConfirm={handleConfirm}
      onCancel={onClose}
      isPending={remove.isPending}
      isBlocked={rules.isPending}
      error={remove.error}
    >
      <p>Nothing more is delivered to it, and deliveries that still wait for it are not made. This cannot be undone.</p>
      {rules.isPending ? <Skeleton className="mt-2 w-1/2" /> : null}
      {rules.isLoadingError ? <ErrorNote title="Which rules use it could not be loaded." error={rules.error} /> : null}
      <AffectedRules rules={affected} connectionName={connection.name} />
    </ConfirmPanel>
  );
}

function AffectedRules({ rules, connectionName }: { rules: readonly Rule[]; connectionName: string }) {
  if (rules.length === 0) return null;
  const more = rules.length - RULES_NAMED;
  return (
    <>
      <p className="mt-2">{formatCount(rules.length, "rule is", "rules are")} deleted with it:</p>
      <ul className="list-disc pl-5">
        {rules.slice(0, RULES_NAMED).map((rule) => (
          <li key={rule.id}>
            <RuleSentence rule={rule} connectionName={connectionName} />
          </li>
        ))}
        {more > 0 ? <li>and {formatCount(more, "more rule")}</li> : null}
      </ul>
    </>
  );
}
