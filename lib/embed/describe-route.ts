export type RoutePage = "dashboard" | "connections" | "connection_mappings" | "rules" | "events" | "event";
export type RouteInfo = { page: RoutePage; path: string; title: string };

const ROUTES: readonly { pattern: RegExp; page: RoutePage; title: string }[] = [
  { pattern: /^\/workspace\/dashboard$/, page: "dashboard", title: "Dashboard" },
  { pattern: /^\/workspace\/connections$/, page: "connections", title: "Connections" },
  { pattern: /^\/workspace\/connections\/new(\/[^/]+)?$/, page: "connections", title: "New connection" },
  { pattern: /^\/workspace\/connections\/[^/]+$/, page: "connections", title: "Edit connection" },
  { pattern: /^\/workspace\/connections\/[^/]+\/mappings$/, page: "connection_mappings", title: "Connection mappings" },
  { pattern: /^\/workspace\/rules$/, page: "rules", title: "Rules" },
  { pattern: /^\/workspace\/rules\/new$/, page: "rules", title: "New rule" },
  { pattern: /^\/workspace\/rules\/[^/]+$/, page: "rules", title: "Edit rule" },
  { pattern: /^\/workspace\/events$/, page: "events", title: "Events" },
  { pattern: /^\/workspace\/events\/[^/]+$/, page: "event", title: "Event" },
];

/** What `meshes:navigate` says about an address of the workspace; `undefined` for an address that is no page of it. */
export function describeRoute(pathname: string, search: string): RouteInfo | undefined {
  const route = ROUTES.find(({ pattern }) => pattern.test(pathname));
  if (!route) return undefined;
  const params = new URLSearchParams(search);
  params.delete("launch");
  const path = params.size === 0 ? pathname : `${pathname}?${params}`;
  return { page: route.page, path, title: route.title };
}
