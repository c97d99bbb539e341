import { ActionData, GetActionsQuery } from "#lib/contracts/action-data.ts";
import { ConnectionTest } from "#lib/contracts/connection-tests.ts";
import {
  Connection,
  ConnectionCreated,
  ConnectionsPage,
  CreateConnection,
  DeleteConnection,
  DeletedConnection,
  PatchConnection,
  UpdateConnection,
} from "#lib/contracts/connections.ts";
import { FieldCatalog, GetFieldsQuery } from "#lib/contracts/field-catalogs.ts";
import { IntegrationsPage } from "#lib/contracts/integrations.ts";
import { PageQuery } from "#lib/contracts/primitives.ts";
import { deleteConnection } from "#lib/server/domain/connections/delete-connection.ts";
import { getFieldCatalog } from "#lib/server/domain/connections/field-catalogs/read-catalog.ts";
import { getConnectionActions } from "#lib/server/domain/connections/get-connection-actions.ts";
import { listIntegrations } from "#lib/server/domain/connections/list-integrations.ts";
import { getConnection, listConnections } from "#lib/server/domain/connections/read-connections.ts";
import { createConnection, patchConnection, updateConnection } from "#lib/server/domain/connections/save-connection.ts";
import { testConnection } from "#lib/server/domain/connections/test-connection.ts";
import { connectionShownTo } from "../authorize.ts";
import { param, route } from "../route.ts";

export const connectionRoutes = [
  route({
    method: "GET",
    path: "/connections",
    operationId: "getConnections",
    tag: "Connections",
    summary: "List the connections of the organization",
    access: { machine: true },
    query: PageQuery,
    response: ConnectionsPage,
    handle: ({ ctx, query }) => listConnections(ctx, query),
  }),
  route({
    method: "POST",
    path: "/connections",
    operationId: "createConnection",
    tag: "Connections",
    summary: "Connect a destination",
    conflicts: [409, 422],
    access: { machine: true, session: "write_connections" },
    body: CreateConnection,
    status: 201,
    response: ConnectionCreated,
    handle: ({ ctx, body }) => createConnection(ctx, body),
  }),
  route({
    method: "GET",
    path: "/connections/:connection_id",
    operationId: "getConnection",
    tag: "Connections",
    summary: "Read a connection",
    access: { machine: true, session: "read_connections" },
    response: Connection,
    handle: async ({ ctx, principal, params }) =>
      connectionShownTo(principal, await getConnection(ctx, param(params, "connection_id"))),
  }),
  route({
    method: "PUT",
    path: "/connections/:connection_id",
    operationId: "updateConnection",
    tag: "Connections",
    summary: "Update a connection",
    conflicts: [409, 422],
    access: { machine: true, session: "write_connections" },
    body: UpdateConnection,
    response: Connection,
    handle: ({ ctx, params, body }) => updateConnection(ctx, param(params, "connection_id"), body),
  }),
  route({
    method: "PATCH",
    path: "/connections/:connection_id",
    operationId: "patchConnection",
    tag: "Connections",
    summary: "Rename, hide, pause or resume",
    description:
      "Changes what is sent and keeps the rest; the settings are neither needed nor tried. With `active: false` the " +
      "connection is paused (`manually_inactivated`): its deliveries wait for up to 72 hours, and are sent as soon as it " +
      "is active again.",
    isExtension: true,
    conflicts: [409],
    access: { machine: true, session: "write_connections" },
    body: PatchConnection,
    response: Connection,
    handle: ({ ctx, params, body }) => patchConnection(ctx, param(params, "connection_id"), body),
  }),
  route({
    method: "DELETE",
    path: "/connections/:connection_id",
    operationId: "deleteConnection",
    tag: "Connections",
    summary: "Delete a connection",
    conflicts: [409],
    access: { machine: true, session: "write_connections" },
    body: DeleteConnection,
    response: DeletedConnection,
    handle: ({ ctx, params, body }) =>
      deleteConnection(ctx, param(params, "connection_id"), body.force_delete ?? false),
  }),
  route({
    method: "GET",
    path: "/connections/:connection_id/actions",
    operationId: "getConnectionActions",
    tag: "Connections",
    summary: "List what rules can choose in the connected account",
    description:
      "By data key, as the provider answered within the last minute; `refresh` reads it now, and `search` by name. An inactive " +
      "connection is 409; a provider that refuses, does not answer in time or cannot be understood is 422, with the data key in " +
      "`param`.",
    conflicts: [409, 422],
    access: { machine: true, session: "list_connections" },
    query: GetActionsQuery,
    response: ActionData,
    handle: ({ ctx, params, query: { key, search, refresh } }) =>
      getConnectionActions(ctx, param(params, "connection_id"), { key, search, isRefresh: refresh ?? false }),
  }),
  route({
    method: "GET",
    path: "/connections/:connection_id/fields",
    operationId: "getConnectionFields",
    tag: "Connections",
    summary: "List the fields that a mapping can fill",
    description:
      "Stored, and read again from the provider with `refresh`, after a change of the connection, and when the stored ones " +
      "are a day old. Destinations without fields answer an empty list.",
    conflicts: [409, 422],
    access: { machine: true, session: "read_connections" },
    query: GetFieldsQuery,
    response: FieldCatalog,
    handle: ({ ctx, params, query }) => getFieldCatalog(ctx, param(params, "connection_id"), query.refresh ?? false),
  }),
  route({
    method: "POST",
    path: "/connections/:connection_id/test",
    operationId: "testConnection",
    tag: "Connections",
    summary: "Test the saved settings of a connection",
    description:
      "Sends a test request with the stored settings and secrets, also when the connection is inactive, and changes " +
      "none of them; if the OAuth access turns out to have ended, the connection is deactivated. The answer is 200 " +
      "whether the test succeeded or not: `ok` and `outcome_code` say what happened.",
    isExtension: true,
    access: { machine: true, session: "write_connections" },
    response: ConnectionTest,
    handle: ({ ctx, params }) => testConnection(ctx, param(params, "connection_id")),
  }),
  route({
    method: "GET",
    path: "/integrations",
    operationId: "getIntegrations",
    tag: "Integrations",
    summary: "List the destinations that can be connected",
    description:
      "With a machine key: every destination of this server. `available` is false where the operator has not " +
      "configured the provider yet, and `unavailable_reason` says what is missing. With a session: what can be " +
      "connected, and what its workspace has connected already; the reason is never shown.",
    access: { machine: true, session: "list_connections" },
    query: PageQuery,
    response: IntegrationsPage,
    handle: ({ ctx, principal, query }) => listIntegrations(ctx, principal, query),
  }),
];
