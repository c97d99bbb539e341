import type pg from "pg";
import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { opaque } from "#lib/server/db/opaque.ts";
import { isClaimable, type ClaimKind } from "./claim-sql.ts";
import { SUSPECT_LOSSES } from "./lost-leases.ts";
import {
  type ConnectionPace,
  PACE_COLUMNS,
  type PaceRow,
  paceOfConnection,
  pacesFrom,
  toConnectionPace,
} from "./pace/pace-sql.ts";
import { paceColumns, type Paces } from "./pace/pace.ts";
import type { PlaceHolder } from "./place-holder.ts";

/** How many workspaces one look takes in, and how many connections of each. */
const WORKSPACES_MAX = 64;
const CONNECTIONS_MAX = 16;
const SUSPECTS_MAX = 100;
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

/** An active connection with deliveries that could start now. */
export type DueConnection = PlaceHolder & {
  type: IntegrationType;
  /** How many, up to what was asked for. */
  due: number;
  /** Undefined for types without limits. */
  pace: ConnectionPace | undefined;
};

// A loose index scan in a circle: as many index probes as there are workspaces, and connections within each, that have
// something ready. What is due later, or in flight, is in another index and costs nothing here.
const PAIRS: Record<ClaimKind, string> = {
  ordinary: `
    from_here as (
      (select workspace_id from rule_events where ready and due_at is not null and workspace_id > $1 order by workspace_id limit 1)
      union all
      select (
        select r.workspace_id from rule_events r
        where r.ready and r.due_at is not null and r.workspace_id > w.workspace_id order by r.workspace_id limit 1
      ) from from_here w where w.workspace_id is not null
    ), from_start as (
      (select workspace_id from rule_events where ready and due_at is not null order by workspace_id limit 1)
      union all
      select (
        select r.workspace_id from rule_events r
        where r.ready and r.due_at is not null and r.workspace_id > w.workspace_id order by r.workspace_id limit 1
      ) from from_start w where w.workspace_id < $1
    ), turn as (
      select workspace_id from (
        select workspace_id from from_here where workspace_id is not null
        union all
        select workspace_id from from_start where workspace_id <= $1
      ) w limit ${WORKSPACES_MAX}
    ), pairs as (
      select t.workspace_id, c.connection_id
      from turn t
      left join unnest(${opaque("$2::uuid[]")}, ${opaque("$3::uuid[]")}) as seen(workspace_id, connection_id) on seen.workspace_id = t.workspace_id
      cross join lateral (
        with recursive found as (
          (select r.connection_id from rule_events r
           where r.ready and r.due_at is not null and r.workspace_id = t.workspace_id
             and r.connection_id > coalesce(seen.connection_id, '${FIRST_ID}')
           order by r.connection_id limit 1)
          union all
          select (
            select r.connection_id from rule_events r
            where r.ready and r.due_at is not null and r.workspace_id = t.workspace_id and r.connection_id > f.connection_id
            order by r.connection_id limit 1
          ) from found f where f.connection_id is not null
        )
        select connection_id from found where connection_id is not null limit ${CONNECTIONS_MAX}
      ) c
    )`,
  suspect: `
    pairs as (
      select distinct workspace_id, connection_id from (
        select workspace_id, connection_id from rule_events
        where lost_leases >= ${SUSPECT_LOSSES} and due_at <= now() and $1::uuid is not null and $2::uuid[] is not null and $3::uuid[] is not null
        order by due_at limit ${SUSPECTS_MAX}
      ) s
    )`,
};

// Each row by its index, whatever the planner thinks of the size of the loose scan: hence the laterals with a limit.
// Providers count as one origin each, webhooks by the origin of their address.
const findSql = (kind: ClaimKind) => `
  with recursive ${pacesFrom(6)}, ${PAIRS[kind]}
  select p.workspace_id, p.connection_id, c.organization_id, c.type, c.origin, coalesce(d.due, 0) as due, ${PACE_COLUMNS}
  from pairs p
  left join lateral (
    select c.id, c.type, w.organization_id,
      coalesce(lower(substring(c.metadata ->> 'url' from '^[^/]+//[^/?#]+')), c.type) as origin
    from connections c join workspaces w on w.id = c.workspace_id
    where c.id = p.connection_id and c.active and c.deleted_at is null limit 1
  ) c on true
  left join lateral (
    select count(*)::int as due from (
      select from rule_events re
      where c.id is not null and c.id <> all($4::uuid[]) and ${isClaimable(kind, "p")} limit ${opaque("$5::int")}
    ) re
  ) d on true
  left join lateral (${paceOfConnection("p", "c.type")}) pace on true`;

const FIND_SQL: Record<ClaimKind, string> = { ordinary: findSql("ordinary"), suspect: findSql("suspect") };

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
  const seen = [[...connections.keys()], [...connections.values()]];
  return {
    name: `find-due-${kind}`,
    text: FIND_SQL[kind],
    values: [workspaceId, ...seen, full, dueMax, ...paceColumns(paces)],
  };
}

/** Looks for connections with work, going on from where the last look ended when there are more than one look takes in. */
export function createFinder(pool: pg.Pool) {
  let position = START;

  return async (request: FindRequest): Promise<Look> => {
    const { rows } = await pool.query<Row>(findQuery(position, request));
    const { next, isWhole } = after(position, rows);
    if (request.kind !== "suspect") position = next;
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
