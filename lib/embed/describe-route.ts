import type en from "#lib/i18n/texts/en/workspace.ts";
import type { workspaceTexts } from "#lib/i18n/texts/workspace.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type RoutePage = "dashboard" | "connections" | "connection_mappings" | "rules" | "events" | "event";
export type RouteInfo = { page: RoutePage; path: string; title: string };

type TitleKey = Extract<keyof typeof en, `page.${string}`>;

const ROUTES: readonly { pattern: RegExp; page: RoutePage; title: TitleKey }[] = [
  { pattern: /^\/workspace\/dashboard$/, page: "dashboard", title: "page.dashboard" },
  { pattern: /^\/workspace\/connections$/, page: "connections", title: "page.connections" },
  { pattern: /^\/workspace\/connections\/new(\/[^/]+)?$/, page: "connections", title: "page.newConnection" },
  { pattern: /^\/workspace\/connections\/[^/]+$/, page: "connections", title: "page.editConnection" },
  { pattern: /^\/workspace\/connections\/[^/]+\/mappings$/, page: "connection_mappings", title: "page.mappings" },
  { pattern: /^\/workspace\/rules$/, page: "rules", title: "page.rules" },
  { pattern: /^\/workspace\/rules\/new$/, page: "rules", title: "page.newRule" },
  { pattern: /^\/workspace\/rules\/[^/]+$/, page: "rules", title: "page.editRule" },
  { pattern: /^\/workspace\/events$/, page: "events", title: "page.events" },
  { pattern: /^\/workspace\/events\/[^/]+$/, page: "event", title: "page.event" },
];

/** What `meshes:navigate` says about an address of the workspace; `undefined` for an address that is no page of it. */
export function describeRoute(
  pathname: string,
  search: string,
  t: TranslateOf<typeof workspaceTexts>,
): RouteInfo | undefined {
  const route = ROUTES.find(({ pattern }) => pattern.test(pathname));
  if (!route) return undefined;
  const params = new URLSearchParams(search);
  params.delete("launch");
  const path = params.size === 0 ? pathname : `${pathname}?${params}`;
  return { page: route.page, path, title: t(route.title) };
}
