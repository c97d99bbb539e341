import { PageQuery } from "#lib/contracts/primitives.ts";
import { encodeCursor } from "#lib/server/db/page.ts";
import type { Route } from "#lib/server/http/route.ts";
import { routes } from "#lib/server/http/routes/routes.ts";
import { fillPath } from "#lib/testing/api/api-fixture.ts";
import type { History } from "./history.ts";

/** `isBounded`: it says itself how far it looks, and has no target. */
export type Read = { name: string; path: string; credential: "machine" | "session"; isBounded: boolean };

export type Place = { history: History; ids: Readonly<Record<string, string>> };

/** Reads that are measured besides the plain call: what people do with filters. */
const FILTERS: Record<string, readonly string[]> = {
  getWorkspaceEvents: [
    "status=failed",
    "status=failed,retrying",
    "problem_id=$problem_id",
    "matched=false",
    "search=$attempt_id",
    "status=retrying",
    "status=completed",
    "event=bench.event_7",
    "resource=account&resource_id=account-7",
    "event=bench.event_7&status=failed",
    "event=no.such_event",
    "id=$event_id",
    "connection=$connection_id",
    "rule=$rule_id",
    "connection=$connection_id&status=failed",
    "created_after=$yesterday",
    "payload=email:nobody@example.com",
  ],
  getWorkspaceRules: ["event=bench.event_7"],
  getConnectionActivity: ["connection_ids=$connection_ids"],
  getWorkspaceMetrics: ["range=1h", "range=24h", "range=7d", "range=30d", "created_after=$yesterday"],
};

/** Lists that hold the history; the others are short. */
const LONG_LISTS = ["getEvents", "getWorkspaceEvents", "getRules", "getWorkspaceRules"];

/** Every GET of the table of routes; lists of the history at their beginning, middle and end, with and without filters. */
export function listReads(place: Place): Read[] {
  return routes
    .filter(({ method, produces }) => method === "GET" && produces === undefined)
    .flatMap((route) => variants(route, place));
}

function variants(route: Route, { history, ids }: Place): Read[] {
  const path = fillPath(route.path, ids);
  const credential = route.access.machine ? ("machine" as const) : ("session" as const);
  const read = (what: string, query: string): Read => ({
    name: `${route.operationId}${what && ` ${what}`}`,
    path: query === "" ? path : `${path}?${query}`,
    credential,
    isBounded: query.startsWith("payload="),
  });
  const filtered = (FILTERS[route.operationId] ?? []).map((query) => read(query, fillQuery(query, ids)));
  if (!LONG_LISTS.includes(route.operationId)) {
    const required = requiredQuery(route, ids);
    return required === undefined ? filtered : [read("", required), ...filtered];
  }
  const all = route.operationId.endsWith("Rules") ? history.ruleIds : history.eventIds;
  const cursorAt = (share: number) => `limit=50&cursor=${encodeCursor(all[Math.floor(all.length * share)] ?? "")}`;
  return [
    read("first page", "limit=50"),
    read("middle", cursorAt(0.5)),
    read("last page", `limit=50&cursor=${encodeCursor(all[50] ?? "")}`),
    ...filtered,
  ];
}

function fillQuery(query: string, ids: Readonly<Record<string, string>>): string {
  return query.replaceAll(/\$(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? ""));
}

/** What the route cannot do without; `undefined` when only a filter above says it. */
function requiredQuery({ query }: Route, ids: Readonly<Record<string, string>>): string | undefined {
  if (query === undefined || query === PageQuery || query.safeParse({}).success) return "";
  const isOfWorkspace = query.safeParse({ workspace_id: ids["workspace_id"] }).success;
  return isOfWorkspace ? `workspace_id=${ids["workspace_id"]}` : undefined;
}
