import type pg from "pg";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { loadStatement } from "#lib/server/db/statement.ts";
import type { ClaimKind } from "./claim.ts";
import type { PlaceHolder } from "./claimed.ts";
import { toConnectionPace, type ConnectionPace, type PaceRow } from "./pace/connection-pace.ts";
import { paceColumns, type Paces } from "./pace/pace.ts";

/** How many workspaces one look takes in, and how many connections of each; of those in quarantine, how many deliveries. */
export const WORKSPACES_MAX = 64;
export const CONNECTIONS_MAX = 16;
export const QUARANTINED_MAX = 100;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

const PARAMETERS = [
  "types",
  "are_shared",
  "costs",
  "per_second",
  "concurrencies",
  "full_connections",
  "due_max",
] as const;

export const FIND_DUE = loadStatement(import.meta.dirname, "find-due", [
  ...PARAMETERS,
  "after_workspace",
  "seen_workspaces",
  "seen_connections",
]);
export const FIND_QUARANTINED = loadStatement(import.meta.dirname, "find-quarantined", PARAMETERS);

/** An active connection with deliveries that could start now. */
export type DueConnection = PlaceHolder & {
  type: IntegrationType;
  /** How many, up to what was asked for. */
  due: number;
  /** Undefined for types without limits. */
  pace: ConnectionPace | undefined;
};

type Row = { workspace_id: string; connection_id: string; due: number } & PaceRow &
  (
    | { type: null; organization_id: null; origin: null }
    | { type: IntegrationType; organization_id: string; origin: string }
  );

/** Where the last look ended: at this workspace, and within workspaces of more connections than one look takes in. */
type Position = { workspaceId: string; connections: Map<string, string> };

export const START: Position = { workspaceId: FIRST_ID, connections: new Map() };

export type Look = {
  connections: DueConnection[];
  /** Nothing that is ready was left out. */
  isWhole: boolean;
};

export type FindRequest = {
  kind?: ClaimKind;
  paces: Paces;
  /** Connections that have no place free: what they have due is not counted. */
  full: readonly string[];
  dueMax: number;
};

export function findQuery(
  { workspaceId, connections }: Position,
  { kind = "ordinary", paces, full, dueMax }: FindRequest,
): pg.QueryConfig {
  const values = { ...paceColumns(paces), full_connections: full, due_max: dueMax };
  if (kind === "quarantined") return FIND_QUARANTINED.prepared(values);
  return FIND_DUE.prepared({
    ...values,
    after_workspace: workspaceId,
    seen_workspaces: [...connections.keys()],
    seen_connections: [...connections.values()],
  });
}

/** Looks for connections with work, going on from where the last look ended when there are more than one look takes in. */
export function createFinder(pool: pg.Pool) {
  let position = START;

  return async (request: FindRequest): Promise<Look> => {
    const { rows } = await pool.query<Row>(findQuery(position, request));
    const { next, isWhole } = after(position, rows);
    if (request.kind !== "quarantined") position = next;
    return { connections: rows.flatMap(toDueConnection), isWhole };
  };
}

function after(position: Position, rows: readonly Row[]): { next: Position; isWhole: boolean } {
  const byWorkspace = Map.groupBy(rows, (row) => row.workspace_id);
  const isCut = byWorkspace.size === WORKSPACES_MAX;
  const last = rows.at(-1)?.workspace_id;
  const connections = new Map(
    [...byWorkspace].flatMap(([id, found]) => {
      const lastFound = found.length === CONNECTIONS_MAX ? found.at(-1)?.connection_id : undefined;
      return lastFound === undefined ? [] : [[id, lastFound] as const];
    }),
  );
  const isWhole = !isCut && connections.size === 0 && position.connections.size === 0;
  return { next: { workspaceId: isCut && last !== undefined ? last : FIRST_ID, connections }, isWhole };
}

function toDueConnection(row: Row): DueConnection[] {
  if (row.type === null || row.due === 0) return [];
  const { workspace_id: workspaceId, connection_id: connectionId, organization_id: organizationId } = row;
  const { type, origin, due } = row;
  return [{ organizationId, workspaceId, connectionId, origin, type, due, pace: toConnectionPace(row) }];
}
