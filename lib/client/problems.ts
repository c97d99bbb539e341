import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { PatchProblem, Problem, ProblemsPage } from "#lib/contracts/problems.ts";
import { apiGet, apiSend } from "./api.ts";
import { workspaceQueries } from "./workspaces.ts";

const SHOWN = 20;

export const problemQueries = {
  /** Open and acknowledged ones, what was seen last first. With the figures of the workspace: both change together. */
  open: (workspaceId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.allMetrics(workspaceId), "problems"],
      queryFn: ({ signal }) =>
        apiGet<ProblemsPage>(`/workspaces/${workspaceId}/problems`, { query: { limit: SHOWN }, signal }),
    }),
  detail: (workspaceId: string, problemId: string) =>
    queryOptions({
      queryKey: [...workspaceQueries.allMetrics(workspaceId), "problem", problemId],
      queryFn: ({ signal }) =>
        apiGet<Problem>(`/workspaces/${workspaceId}/problems/${encodeURIComponent(problemId)}`, { signal }),
    }),
};

export function usePatchProblem(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ problemId, ...body }: PatchProblem & { problemId: string }) =>
      apiSend<Problem>("PATCH", `/workspaces/${workspaceId}/problems/${encodeURIComponent(problemId)}`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: problemQueries.open(workspaceId).queryKey }),
  });
}
