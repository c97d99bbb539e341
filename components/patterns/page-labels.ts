import type { LaunchPage } from "#lib/contracts/sessions.ts";

export const PAGE_LABELS: Record<LaunchPage, string> = {
  dashboard: "Dashboard",
  connections: "Connections",
  rules: "Rules",
  events: "Events",
};
