"use client";

import { useQuery } from "@tanstack/react-query";
import { useDestinationWords } from "#components/patterns/destination-words.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { NoConnections } from "#components/patterns/lazy-empty-states.tsx";
import { useInputWords } from "#components/rules/input-words.ts";
import { RuleFormSkeleton } from "#components/rules/rule-form-skeleton.tsx";
import { RuleForm } from "#components/rules/rule-form.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";
import type { Rule } from "#lib/contracts/rules.ts";

/** A rule needs a connection to send to, so without one there is no form. */
export function LoadRuleForm({ rule }: { rule?: Rule }) {
  const { workspaceId } = useSession();
  const connections = useQuery(connectionQueries.summaries(workspaceId));
  const inWords = useDestinationWords(useInputWords());
  const integrations = useQuery({ ...integrationQueries.list(), select: inWords });
  if (connections.isPending || integrations.isPending) return <RuleFormSkeleton />;
  if (connections.isLoadingError) {
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  }
  if (integrations.isLoadingError) {
    return <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />;
  }
  if (connections.data.records.length === 0) return <NoConnections />;
  return <RuleForm connections={connections.data.records} integrations={integrations.data.records} rule={rule} />;
}
