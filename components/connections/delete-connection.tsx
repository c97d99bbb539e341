"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { isOAuth } from "#components/connections/catalog-words.ts";
import { disconnectedHref } from "#components/connections/disconnected-note.tsx";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useDeleteConnection } from "#lib/client/connections.ts";
import { eventQueries } from "#lib/client/events.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection, DeletedConnection } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { formatCount } from "#lib/format/numbers.ts";

const RULES_NAMED = 5;

type DeleteConnectionProps = {
  connection: Connection;
  onClose: () => void;
};

/** Asks before deleting, and says what stops and which rules go with it; only then is the deletion forced. */
export function DeleteConnection({ connection, onClose }: DeleteConnectionProps) {
  const { workspaceId } = useSession();
  const router = useRouter();
  const pathname = usePathname();
  const integrations = useQuery(integrationQueries.list());
  const integration = integrations.data?.records.find(({ type }) => type === connection.type);
  const isGivenBack = integration !== undefined && isOAuth(integration);
  const remove = useDeleteConnection(workspaceId);
  const rules = useQuery(ruleQueries.list(workspaceId));
  const affected = (rules.data?.records ?? []).filter((rule) => rule.connection === connection.id);
  const hasRules = affected.length > 0;
  const handleDeleted = (deleted: DeletedConnection) => {
    onClose();
    const href = disconnectedHref(deleted);
    if (href !== pathname) router.replace(href);
  };
  const handleConfirm = () =>
    remove.mutate({ connectionId: connection.id, force: hasRules }, { onSuccess: handleDeleted });
  return (
    <ConfirmPanel
      title={`${isGivenBack ? "Disconnect" : "Delete"} “${connection.name}”?`}
      confirmLabel={confirmLabel(isGivenBack, affected.length)}
      onConfirm={handleConfirm}
      onCancel={onClose}
      isPending={remove.isPending}
      isBlocked={rules.isPending}
      error={remove.error}
    >
      <p>Nothing more will be delivered to it, and its waiting deliveries are canceled. This cannot be undone.</p>
      <WaitingEvents connection={connection} />
      {isGivenBack ? <p className="mt-2">{`Access to the ${integration.name} account is revoked.`}</p> : null}
      {rules.isPending ? <Skeleton className="mt-2 w-1/2" /> : null}
      {rules.isLoadingError ? (
        <ErrorNote title="The rules that use it could not be loaded." error={rules.error} />
      ) : null}
      <AffectedRules rules={affected} connectionName={connection.name} />
    </ConfirmPanel>
  );
}

function confirmLabel(isGivenBack: boolean, rules: number): string {
  if (rules === 0) return isGivenBack ? "Disconnect" : "Delete connection";
  return isGivenBack
    ? `Disconnect and delete ${formatCount(rules, "rule")}`
    : `Delete connection and ${formatCount(rules, "rule")}`;
}

/** Events and not deliveries, because those are what can be asked for. */
function WaitingEvents({ connection }: { connection: Connection }) {
  const { workspaceId, can } = useSession();
  const events = useInfiniteQuery({
    ...eventQueries.list(workspaceId, { connection: connection.id, status: "retrying" }),
    enabled: can("read_events"),
  });
  const page = events.data?.pages[0];
  if (page === undefined || page.count === 0) return null;
  const count = formatCount(page.count, "event");
  return (
    <p className="mt-2">{`${page.next_cursor === null ? count : `More than ${count}`} for it ${page.count === 1 ? "is" : "are"} still waiting or being retried.`}</p>
  );
}

function AffectedRules({ rules, connectionName }: { rules: readonly Rule[]; connectionName: string }) {
  if (rules.length === 0) return null;
  const more = rules.length - RULES_NAMED;
  return (
    <>
      <p className="mt-2">{`${formatCount(rules.length, "rule is", "rules are")} deleted with it:`}</p>
      <ul className="list-disc pl-5">
        {rules.slice(0, RULES_NAMED).map((rule) => (
          <li key={rule.id}>
            <RuleSentence rule={rule} connectionName={connectionName} />
          </li>
        ))}
        {more > 0 ? <li>{`and ${formatCount(more, "more rule")}`}</li> : null}
      </ul>
    </>
  );
}
