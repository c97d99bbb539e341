import { ConnectionsPage, ConnectionSummariesPage } from "#lib/contracts/connections.ts";
import { EventsSearchPage, ListEventsQuery } from "#lib/contracts/events.ts";
import {
  ConnectionActivities,
  ConnectionActivityQuery,
  MetricsLosses,
  MetricsQuery,
  WorkspaceMetrics,
} from "#lib/contracts/metrics.ts";
import { LIST_LIMIT_MAX, PageQuery } from "#lib/contracts/primitives.ts";
import { ListRulesQuery, RulesPage } from "#lib/contracts/rules.ts";
import {
  CatalogEntries,
  CreateWorkspace,
  RotatedPublishableKey,
  RotatePublishableKey,
  UpdateWorkspace,
  Workspace,
  WorkspaceCreated,
  WorkspaceDetail,
  WorkspacesPage,
} from "#lib/contracts/workspaces.ts";
import { listConnections, listConnectionSummaries } from "#lib/server/domain/connections/read-connections.ts";
import { searchEvents } from "#lib/server/domain/events/search-events.ts";
import { readConnectionActivity } from "#lib/server/domain/insight/metrics/connection-activity.ts";
import { getMetrics } from "#lib/server/domain/insight/metrics/get-metrics.ts";
import { readLosses } from "#lib/server/domain/insight/metrics/read-losses.ts";
import { listRules } from "#lib/server/domain/rules/read-rules.ts";
import { getWorkspace, listCatalog, listWorkspaces } from "#lib/server/domain/tenancy/workspaces/read-workspaces.ts";
import {
  createWorkspace,
  rotatePublishableKey,
  updateWorkspace,
} from "#lib/server/domain/tenancy/workspaces/write-workspaces.ts";
import type { ServiceContext } from "../app-context.ts";
import { connectionShownTo, mayReadPayload } from "../authorize.ts";
import { param, route } from "../route.ts";

const CATALOG_PAGES =
  "A plain array in the order of the keys: up to 1,000 entries unless `limit` says otherwise. When there are more, the " +
  '`Link` header names the next page (`rel="next"`), with its `limit` and `cursor`.';

type CatalogInput = {
  ctx: ServiceContext;
  params: Record<string, string>;
  query: PageQuery;
  setHeader: (name: string, value: string) => void;
};

/** The array has no place for a cursor, so the next page is named in a header (RFC 8288). */
async function answerCatalog(
  { ctx, params, query, setHeader }: CatalogInput,
  catalog: "event_types" | "resources",
): Promise<CatalogEntries> {
  const workspaceId = param(params, "workspace_id");
  const { entries, limit, nextCursor } = await listCatalog(ctx, query, workspaceId, catalog);
  if (nextCursor !== undefined) {
    const next = new URLSearchParams({ limit: String(Math.min(limit, LIST_LIMIT_MAX)), cursor: nextCursor });
    const path = `/api/v1/workspaces/${encodeURIComponent(workspaceId)}/${catalog.replace("_", "-")}`;
    setHeader("Link", `<${path}?${next}>; rel="next"`);
  }
  return entries;
}

export const workspaceRoutes = [
  route({
    method: "GET",
    path: "/workspaces",
    operationId: "getWorkspaces",
    tag: "Workspaces",
    summary: "List the workspaces of the organization",
    access: { machine: true },
    query: PageQuery,
    response: WorkspacesPage,
    handle: ({ ctx, query }) => listWorkspaces(ctx, query),
  }),
  route({
    method: "POST",
    path: "/workspaces",
    operationId: "createWorkspace",
    tag: "Workspaces",
    summary: "Create a workspace with its publishable key",
    conflicts: [409],
    access: { machine: true },
    body: CreateWorkspace,
    status: 201,
    response: WorkspaceCreated,
    handle: ({ ctx, body }) => createWorkspace(ctx, body),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id",
    operationId: "getWorkspace",
    tag: "Workspaces",
    summary: "Read a workspace and its publishable key",
    access: { machine: true },
    response: WorkspaceDetail,
    handle: ({ ctx, params }) => getWorkspace(ctx, param(params, "workspace_id")),
  }),
  route({
    method: "PUT",
    path: "/workspaces/:workspace_id",
    operationId: "updateWorkspace",
    tag: "Workspaces",
    summary: "Update a workspace",
    conflicts: [409],
    access: { machine: true },
    body: UpdateWorkspace,
    response: Workspace,
    handle: ({ ctx, params, body }) => updateWorkspace(ctx, param(params, "workspace_id"), body),
  }),
  route({
    method: "POST",
    path: "/workspaces/:workspace_id/publishable-key/rotate",
    operationId: "rotatePublishableKey",
    tag: "Workspaces",
    summary: "Replace the publishable key of a workspace",
    description:
      "The key that is replaced works for `grace_seconds` more (a day unless given), and so does at most every key that was replaced before it. With 0 they all end at once: for a key that must no longer be used.",
    isExtension: true,
    access: { machine: true },
    body: RotatePublishableKey,
    response: RotatedPublishableKey,
    handle: ({ ctx, params, body }) => rotatePublishableKey(ctx, param(params, "workspace_id"), body.grace_seconds),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/connections",
    operationId: "getWorkspaceConnections",
    tag: "Workspaces",
    summary: "List the connections of a workspace",
    access: { machine: true, session: "list_connections" },
    query: PageQuery,
    response: ConnectionsPage.or(ConnectionSummariesPage),
    handle: async ({ ctx, principal, params, query }) => {
      const workspaceId = param(params, "workspace_id");
      if (principal.kind === "session" && principal.scope.resourceScope !== undefined) {
        return listConnectionSummaries(ctx, query, workspaceId);
      }
      const page = await listConnections(ctx, query, workspaceId);
      return { ...page, records: page.records.map((connection) => connectionShownTo(principal, connection)) };
    },
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/rules",
    operationId: "getWorkspaceRules",
    tag: "Workspaces",
    summary: "List the rules of a workspace",
    access: { machine: true, session: "read_rules" },
    query: ListRulesQuery,
    response: RulesPage,
    handle: ({ ctx, params, query }) => listRules(ctx, query, param(params, "workspace_id")),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/events",
    operationId: "getWorkspaceEvents",
    tag: "Workspaces",
    summary: "List the events of a workspace",
    description:
      "Newest first, filtered by any combination of parameters. A search in payloads (`payload`) needs the right to read " +
      "them and looks through a bounded number of events for each answer: `searched_until` says how far back it has " +
      "looked, and `next_cursor` goes on from there, also from a page with few or no records.",
    access: { machine: true, session: "read_events" },
    query: ListEventsQuery,
    response: EventsSearchPage,
    handle: ({ ctx, principal, params, query }) =>
      searchEvents(ctx, query, {
        workspaceId: param(params, "workspace_id"),
        mayReadPayload: mayReadPayload(principal),
      }),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/event-types",
    operationId: "getWorkspaceEventTypes",
    tag: "Workspaces",
    summary: "List the event types that a workspace has seen",
    description: CATALOG_PAGES,
    access: { machine: true, session: "read_rules" },
    query: PageQuery,
    response: CatalogEntries,
    handle: (input) => answerCatalog(input, "event_types"),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/resources",
    operationId: "getWorkspaceResources",
    tag: "Workspaces",
    summary: "List the resources that a workspace has seen",
    description: CATALOG_PAGES,
    access: { machine: true, session: "read_rules" },
    query: PageQuery,
    response: CatalogEntries,
    handle: (input) => answerCatalog(input, "resources"),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/metrics",
    operationId: "getWorkspaceMetrics",
    tag: "Workspaces",
    summary: "Read delivery metrics",
    isExtension: true,
    access: { machine: true, session: "read_dashboard" },
    query: MetricsQuery,
    response: WorkspaceMetrics,
    handle: ({ ctx, params, query }) => getMetrics(ctx, param(params, "workspace_id"), query),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/metrics/connections",
    operationId: "getConnectionActivity",
    tag: "Workspaces",
    summary: "Read how the last 24 hours went for connections",
    isExtension: true,
    access: { machine: true, session: "read_dashboard" },
    query: ConnectionActivityQuery,
    response: ConnectionActivities,
    handle: ({ ctx, params, query }) =>
      readConnectionActivity(ctx, param(params, "workspace_id"), query.connection_ids),
  }),
  route({
    method: "GET",
    path: "/workspaces/:workspace_id/metrics/losses",
    operationId: "getWorkspaceLosses",
    tag: "Workspaces",
    summary: "Read why events did not arrive",
    isExtension: true,
    access: { machine: true, session: "read_dashboard" },
    query: MetricsQuery,
    response: MetricsLosses,
    handle: ({ ctx, params, query }) => readLosses(ctx, param(params, "workspace_id"), query),
  }),
];
