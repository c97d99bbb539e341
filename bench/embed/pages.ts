/** A table that is not a skeleton has rows of data. */
const TABLE_ROW = '[aria-busy="false"] tbody tr';

export type LaunchPage = { name: string; row: string };
export type NestedPage = { name: string; from: LaunchPage; link: string; row: string };

const connections = { name: "connections", row: TABLE_ROW };
const rules = { name: "rules", row: TABLE_ROW };
const events = { name: "events", row: TABLE_ROW };

/** Pages that a host can open the workspace with, and what counts as their first data row. */
export const LAUNCH_PAGES: readonly LaunchPage[] = [{ name: "dashboard", row: TABLE_ROW }, connections, rules, events];

/** Pages behind a link in one of those; forms count when their first field is there. */
export const NESTED_PAGES: readonly NestedPage[] = [
  {
    name: "connections/new/webhook",
    from: connections,
    link: 'a[href="/workspace/connections/new/webhook"]',
    row: "form input",
  },
  { name: "rules/new", from: rules, link: 'a[href="/workspace/rules/new"]', row: "form input" },
  {
    name: "rules/edit",
    from: rules,
    link: 'a[href^="/workspace/rules/"]:not([href$="/new"])',
    row: "form input",
  },
  { name: "event detail", from: events, link: "a[data-row-link]", row: "li h3" },
];
