import { createChatPanel } from "./chat-panel.js";
import { choice, element } from "./dom.js";
import { createEmitPanel } from "./emit-panel.js";
import { createFrameCard } from "./frame-card.js";
import { createMessageLog } from "./message-log.js";
import { createReceiverPanel } from "./receiver-panel.js";
import { changedSearch, hashOf, LANGUAGES, LOOKS, PAGES, PAGES_OF, readSettings } from "./settings.js";

const USERS = { member: "Noor, mechanic", admin: "Femke, manager", owner: "Joost, owner" };
const PAYLOAD_SCOPE = "events.payload:read";
const SETTING_KEYS = { role: "role", page: "page", type: "type" };

const find = (id) => document.getElementById(id);
const labels = (values) => values.map((value) => ({ value, label: value[0].toUpperCase() + value.slice(1) }));

const settings = readSettings(location.search, location.hash);
const log = createMessageLog(find("log"), find("log-count"));

const role = choice("Role", labels(Object.keys(USERS)), settings.role, (value) => change({ role: value }));
const page = choice("Page", labels(PAGES), settings.page, (value) => change({ page: value }));
const type = choice("Session type", labels(Object.keys(PAGES_OF)), settings.type, (value) => {
  const isReachable = PAGES_OF[value].includes(settings.page);
  change({ type: value, ...(isReachable ? {} : { page: "dashboard" }) });
});

// The session has the look from its first paint; after that the page itself changes it, without another session.
const look = choice("Look", labels(Object.keys(LOOKS)), settings.look, (value) => {
  settings.look = value;
  history.replaceState(null, "", changedSearch(location.search, { look: value }));
  for (const frame of frames) frame.update({ appearance: LOOKS[value] });
});

const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));
const language = choice("Language", languages, settings.language, (value) => {
  settings.language = value;
  history.replaceState(null, "", changedSearch(location.search, { language: value }));
  for (const frame of frames) frame.update({ locale: value });
});

const frames = Array.from({ length: settings.frames }, (_, index) =>
  createFrameCard({
    number: index + 1,
    title: index === 0 ? "Integrations" : `Integrations ${index + 1}`,
    settings: () => settings,
    log,
    onNavigate: index === 0 ? mirror : undefined,
  }),
);

/** Another setting needs another session: role, scope and launch page are fixed when it is minted. */
function change(changes) {
  Object.assign(settings, changes);
  const query = Object.entries(changes).filter(([key]) => key in SETTING_KEYS);
  const scopes = "scopes" in changes ? { scopes: settings.scopes.join(",") } : {};
  history.replaceState(null, "", changedSearch(location.search, { ...Object.fromEntries(query), ...scopes }));
  showSettings();
  for (const frame of frames) frame.start();
}

function showSettings() {
  page.show(settings.page);
  page.allow(PAGES_OF[settings.type] ?? PAGES);
  find("user").textContent = USERS[settings.role] ?? settings.role;
}

/** The workspace's place in this page's URL and title, so that a reload comes back to it. */
function mirror(message) {
  const hash = hashOf(message);
  if (hash) history.replaceState(null, "", hash);
  if (PAGES.includes(message.page)) {
    settings.page = message.page;
    page.show(message.page);
  }
  const title = typeof message.title === "string" && message.title ? message.title : message.page;
  document.title = typeof title === "string" ? `${title} · Sprocketry` : "Integrations · Sprocketry";
}

const payload = element("input", { type: "checkbox", checked: settings.scopes.includes(PAYLOAD_SCOPE) });
payload.addEventListener("change", () => change({ scopes: payload.checked ? [PAYLOAD_SCOPE] : [] }));
const scope = element("label", { className: "check" }, payload, " May read event payloads");

find("controls").append(role.node, type.node, page.node, look.node, language.node, scope);
find("frames").append(...frames.map((frame) => frame.node));
createEmitPanel(find("emit"));
createReceiverPanel(find("receiver"));
createChatPanel(find("chat-card"), find("chat"));
showSettings();
if (settings.autostart) for (const frame of frames) frame.start();
