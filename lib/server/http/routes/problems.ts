import { ListProblemsQuery, PatchProblem, Problem, ProblemsPage } from "#lib/contracts/problems.ts";
import { changeProblem } from "#lib/server/domain/insight/problems/change-problem.ts";
import { getProblem, listProblems, type ProblemPath } from "#lib/server/domain/insight/problems/read-problems.ts";
import { param, route } from "../route.ts";

const BASE = "/workspaces/:workspace_id/problems";

function problemPath(params: Record<string, string>): ProblemPath {
  return { workspaceId: param(params, "workspace_id"), problemId: param(params, "problem_id") };
}

export const problemRoutes = [
  route({
    method: "GET",
    path: BASE,
    operationId: "getWorkspaceProblems",
    tag: "Delivery",
    summary: "List the problems of a workspace",
    description:
      "What was seen last comes first. The order changes while deliveries go on, so a problem that is seen again meanwhile " +
      "is on the first page and not on a later one. A resource session sees the problems of rules of its resource.",
    isExtension: true,
    access: { machine: true, session: "read_dashboard" },
    query: ListProblemsQuery,
    response: ProblemsPage,
    handle: ({ ctx, params, query }) => listProblems(ctx, param(params, "workspace_id"), query),
  }),
  route({
    method: "GET",
    path: `${BASE}/:problem_id`,
    operationId: "getWorkspaceProblem",
    tag: "Delivery",
    summary: "Read one problem",
    isExtension: true,
    access: { machine: true, session: "read_dashboard" },
    response: Problem,
    handle: ({ ctx, params }) => getProblem(ctx, problemPath(params)),
  }),
  route({
    method: "PATCH",
    path: `${BASE}/:problem_id`,
    operationId: "patchWorkspaceProblem",
    tag: "Delivery",
    summary: "Acknowledge, ignore or open a problem",
    description:
      "`409` when it is resolved: then it opens by itself when it returns. Repeating a call changes nothing.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "retry_deliveries" },
    body: PatchProblem,
    response: Problem,
    handle: ({ ctx, params, body }) => changeProblem(ctx, problemPath(params), body),
  }),
];
