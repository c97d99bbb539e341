import { PageQuery } from "#lib/contracts/primitives.ts";
import {
  CreateRetry,
  RetriesPage,
  Retry,
  RetryCreated,
  RetryItemsPage,
  RetryPreviewed,
} from "#lib/contracts/retries.ts";
import { cancelRetry, createRetry, previewRetry } from "#lib/server/domain/events/retries/manage-retries.ts";
import {
  getRetry,
  type RetryPath,
  listRetries,
  listRetryItems,
} from "#lib/server/domain/events/retries/read-retries.ts";
import { param, route } from "../route.ts";

const BASE = "/workspaces/:workspace_id/retries";

function retryPath(params: Record<string, string>): RetryPath {
  return { workspaceId: param(params, "workspace_id"), retryId: param(params, "retry_id") };
}

export const retryRoutes = [
  route({
    method: "POST",
    path: BASE,
    operationId: "createWorkspaceRetry",
    tag: "Delivery",
    summary: "Retry every delivery that matches a filter",
    description:
      "Runs in the background at a limited rate, one at a time in a workspace. With `dry_run` it only counts (200). Deliveries that ended after it was created are not included. A delivery whose rule or connection is gone or inactive is skipped.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "retry_deliveries" },
    body: CreateRetry,
    status: 201,
    otherStatus: { status: 200, isMeant: (answer) => RetryPreviewed.safeParse(answer).success },
    response: RetryCreated.or(RetryPreviewed),
    handle: ({ ctx, params, body }) => {
      const act = body.dry_run === true ? previewRetry : createRetry;
      return act(ctx, param(params, "workspace_id"), body.filter);
    },
  }),
  route({
    method: "GET",
    path: BASE,
    operationId: "getWorkspaceRetries",
    tag: "Delivery",
    summary: "List the bulk retries of a workspace",
    isExtension: true,
    access: { machine: true, session: "retry_deliveries" },
    query: PageQuery,
    response: RetriesPage,
    handle: ({ ctx, params, query }) => listRetries(ctx, param(params, "workspace_id"), query),
  }),
  route({
    method: "GET",
    path: `${BASE}/:retry_id`,
    operationId: "getWorkspaceRetry",
    tag: "Delivery",
    summary: "Read the progress of a bulk retry",
    isExtension: true,
    access: { machine: true, session: "retry_deliveries" },
    response: Retry,
    handle: ({ ctx, params }) => getRetry(ctx, retryPath(params)),
  }),
  route({
    method: "GET",
    path: `${BASE}/:retry_id/items`,
    operationId: "getWorkspaceRetryItems",
    tag: "Delivery",
    summary: "List what a bulk retry did with each delivery",
    isExtension: true,
    access: { machine: true, session: "retry_deliveries" },
    query: PageQuery,
    response: RetryItemsPage,
    handle: ({ ctx, params, query }) => listRetryItems(ctx, retryPath(params), query),
  }),
  route({
    method: "POST",
    path: `${BASE}/:retry_id/cancel`,
    operationId: "cancelWorkspaceRetry",
    tag: "Delivery",
    summary: "Stop a bulk retry",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "retry_deliveries" },
    response: Retry,
    handle: ({ ctx, params }) => cancelRetry(ctx, retryPath(params)),
  }),
];
