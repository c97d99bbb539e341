import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  CreateRule,
  DeletedRule,
  ListRulesQuery,
  PatchRule,
  Rule,
  RuleCreated,
  RulesPage,
} from "#lib/contracts/rules.ts";
import { apiGet, apiSend } from "./api.ts";
import { workspaceQueries } from "./workspaces.ts";

export type RuleFilters = Pick<z.input<typeof ListRulesQuery>, "event" | "resource" | "resource_id">;

export const ruleQueries = {
  all: (workspaceId: string) => ["rules", workspaceId] as const,
  list: (workspaceId: string, filters: RuleFilters = {}) =>
    queryOptions({
      queryKey: [...ruleQueries.all(workspaceId), "list", filters],
      queryFn: ({ signal }) => apiGet<RulesPage>(`/workspaces/${workspaceId}/rules`, { query: filters, signal }),
    }),
  detail: (workspaceId: string, ruleId: string) =>
    queryOptions({
      queryKey: [...ruleQueries.all(workspaceId), "detail", ruleId],
      queryFn: ({ signal }) => apiGet<Rule>(`/rules/${encodeURIComponent(ruleId)}`, { signal }),
    }),
};

function useInvalidateRules(workspaceId: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ruleQueries.all(workspaceId) }),
      client.invalidateQueries({ queryKey: workspaceQueries.all(workspaceId) }),
    ]);
}

export function useCreateRule(workspaceId: string) {
  return useMutation({
    mutationFn: async (input: Omit<z.input<typeof CreateRule>, "workspace">) => {
      const body = { ...input, workspace: workspaceId };
      const { rule } = await apiSend<RuleCreated>("POST", "/rules", { body });
      return rule;
    },
    onSuccess: useInvalidateRules(workspaceId),
  });
}

export function usePatchRule(workspaceId: string) {
  return useMutation({
    mutationFn: ({ ruleId, ...body }: PatchRule & { ruleId: string }) =>
      apiSend<Rule>("PATCH", `/rules/${encodeURIComponent(ruleId)}`, { body }),
    onSuccess: useInvalidateRules(workspaceId),
  });
}

export function useDeleteRule(workspaceId: string) {
  return useMutation({
    mutationFn: (ruleId: string) => apiSend<DeletedRule>("DELETE", `/rules/${encodeURIComponent(ruleId)}`),
    onSuccess: useInvalidateRules(workspaceId),
  });
}
