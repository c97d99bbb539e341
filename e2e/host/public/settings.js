/** What the page shows is in its URL: the query says how a session is minted, the hash where the workspace is. */
export const PAGES = ["dashboard", "connections", "rules", "events"];
export const PAGES_OF = { workspace: PAGES, resource: ["dashboard", "rules", "events"], dashboard: ["dashboard"] };

/** How the workspace may look in this page; `host` is how this page looks itself (styles.css). */
export const LOOKS = {
  standard: {},
  host: {
    colors: {
      background: "#fffdf8",
      border: "#e2dccd",
      text: "#20302b",
      muted_text: "#5b6a63",
      brand: "#b23c15",
      dark: { background: "#1d2522", border: "#313c38", text: "#eaefe9", muted_text: "#a4b1aa", brand: "#ff9a72" },
    },
    radius: 12,
    font: { family: "ui-sans-serif, system-ui, Segoe UI, Roboto", size: 15 },
    gutters: 20,
  },
  light: { theme: "light" },
  dark: { theme: "dark" },
};

/** What the workspace can be read in, each by its own name. */
export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  ja: "日本語",
  ar: "العربية",
};

/** `scopes=` and `allowed_origins=` (empty) mean none; absent means the default. */
export function readSettings(search, hash) {
  const query = new URLSearchParams(search);
  const type = query.get("type") ?? "workspace";
  const hashPage = pageOfHash(hash);
  const allowed = PAGES_OF[type] ?? PAGES;
  return {
    role: query.get("role") ?? "admin",
    type,
    page: allowed.includes(hashPage) ? hashPage : (query.get("page") ?? "dashboard"),
    resource: query.get("resource") ?? "shop",
    resourceId: query.get("resource_id") ?? "linden-street",
    scopes: query.has("scopes") ? list(query.get("scopes")) : ["events.payload:read"],
    allowedOrigins: query.has("allowed_origins") ? list(query.get("allowed_origins")) : undefined,
    ttl: query.has("ttl") ? Number(query.get("ttl")) : undefined,
    look: nameIn(LOOKS, query.get("look"), "standard"),
    language: nameIn(LANGUAGES, query.get("language"), "en"),
    frames: frameCount(query.get("frames")),
    autostart: query.get("autostart") !== "0",
  };
}

/** The body of the backend's `POST /backend/session`. */
export function sessionBody(settings) {
  const pair = { resource: settings.resource, resource_id: settings.resourceId };
  return {
    role: settings.role,
    page: settings.page,
    session_type: settings.type,
    scopes: settings.scopes,
    ttl_seconds: settings.ttl,
    allowed_origins: settings.allowedOrigins,
    ...(settings.look === "standard" ? {} : { appearance: LOOKS[settings.look] }),
    ...(settings.language === "en" ? {} : { locale: settings.language }),
    ...(settings.type === "resource" ? pair : {}),
  };
}

/** The search part of the URL after a control changed. */
export function changedSearch(search, changes) {
  const query = new URLSearchParams(search);
  for (const [key, value] of Object.entries(changes)) query.set(key, value);
  return `?${query}`;
}

/** Where the workspace says it is, as a hash of the host's URL; null for something that is not a path. */
export function hashOf(message) {
  const path = typeof message.path === "string" ? message.path : `/${message.page}`;
  return /^\/[\w\-./~%?=&:]{0,500}$/.test(path) ? `#${path}` : null;
}

function pageOfHash(hash) {
  return hash
    .slice(1)
    .split(/[/?]/)
    .find((part) => PAGES.includes(part));
}

function nameIn(table, text, otherwise) {
  return text !== null && Object.hasOwn(table, text) ? text : otherwise;
}

function frameCount(text) {
  return /^[1-8]$/.test(text) ? Number(text) : 1;
}

function list(text) {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
