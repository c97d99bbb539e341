"use client";

import { useQuery } from "@tanstack/react-query";
import { useRuleText } from "#components/patterns/rule-sentence.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { ruleQueries } from "#lib/client/rules.ts";
import { useSession } from "#lib/client/session.ts";

/** The rules by their sentences; `undefined` for a session that may not read them. */
export function useRuleChoices(isWanted = true): { id: string; name: string }[] | undefined {
  const { workspaceId, can } = useSession();
  const toText = useRuleText();
  const isAllowed = can("read_rules");
  const isNamed = isAllowed && isWanted && can("list_connections");
  const rules = useQuery({ ...ruleQueries.list(workspaceId), enabled: isAllowed && isWanted });
  const connections = useQuery({ ...connectionQueries.summaries(workspaceId), enabled: isNamed });
  if (!isAllowed) return undefined;
  const names = new Map(connections.data?.records.map(({ id, name }) => [id, name]));
  return (rules.data?.records ?? []).map((rule) => ({
    id: rule.id,
    name: toText({ rule, connectionName: names.get(rule.connection) }),
  }));
}
