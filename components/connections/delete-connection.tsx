"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { isOAuth } from "#components/connections/catalog-words.ts";
import { disconnectedHref } from "#components/connections/disconnected-note.tsx";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { ErrorNote } from "#components/patterns/error-note.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { RuleSentence } from "#components/patterns/rule-sentence.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useDeleteConnection } from "#lib/client/connections.ts";
import { eventQueries } from "#lib/client/events.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection, DeletedConnection } from "#lib/contracts/connections.ts";
import type { Rule } from "#lib/contracts/rules.ts";
import { deleteConnectionTexts } from "#lib/i18n/texts/delete-connection.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

const RULES_NAMED = 5;

type DeleteConnectionProps = {
  connection: Connection;
  onClose: () => void;
};

/** Asks before deleting, and says what stops and which rules go with it; only then is the deletion forced. */
export function DeleteConnection({ connection, onClose }: DeleteConnectionProps) {
  const t = useTranslations(deleteConnectionTexts);
  const destination = useTranslations(destinationsTexts);
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
      title={t(isGivenBack ? "disconnect.question" : "question", { name: connection.name })}
      confirmLabel={confirmLabel(isGivenBack, affected.length, t)}
      onConfirm={handleConfirm}
      onCancel={onClose}
      isPending={remove.isPending}
      isBlocked={rules.isPending}
      error={remove.error}
    >
      <p>{t("effect")}</p>
      <WaitingEvents connection={connection} />
      {isGivenBack ? <p className="mt-2">{t("disconnect.access", { name: destination(connection.type) })}</p> : null}
      {rules.isPending ? <Skeleton className="mt-2 w-1/2" /> : null}
      {rules.isLoadingError ? <ErrorNote title={t("rules.failed")} error={rules.error} /> : null}
      <AffectedRules rules={affected} connectionName={connection.name} />
    </ConfirmPanel>
  );
}

function confirmLabel(isGivenBack: boolean, count: number, t: TranslateOf<typeof deleteConnectionTexts>): string {
  if (count === 0) return t(isGivenBack ? "disconnect.confirm" : "confirm");
  return t(isGivenBack ? "disconnect.confirm.rules" : "confirm.rules", { count });
}

/** Events and not deliveries, because those are what can be asked for. */
function WaitingEvents({ connection }: { connection: Connection }) {
  const t = useTranslations(deleteConnectionTexts);
  const { workspaceId, can } = useSession();
  const events = useInfiniteQuery({
    ...eventQueries.list(workspaceId, { connection: connection.id, status: ["retrying"] }),
    enabled: can("read_events"),
  });
  const page = events.data?.pages[0];
  if (page === undefined || page.count === 0) return null;
  return <p className="mt-2">{t(page.next_cursor === null ? "waiting" : "waiting.more", { count: page.count })}</p>;
}

function AffectedRules({ rules, connectionName }: { rules: readonly Rule[]; connectionName: string }) {
  const t = useTranslations(deleteConnectionTexts);
  if (rules.length === 0) return null;
  const more = rules.length - RULES_NAMED;
  return (
    <>
      <p className="mt-2">{t("rules", { count: rules.length })}</p>
      <ul className="list-disc ps-5">
        {rules.slice(0, RULES_NAMED).map((rule) => (
          <li key={rule.id}>
            <RuleSentence rule={rule} connectionName={connectionName} />
          </li>
        ))}
        {more > 0 ? <li>{t("rules.more", { count: more })}</li> : null}
      </ul>
    </>
  );
}
