// The same path on disk and in the browser, where `..` ends at the root of the host.
import { WorkspaceEmbed } from "../../../packages/embed/embed.js";
import { backend } from "./backend.js";
import { button, element, timeOf } from "./dom.js";
import { sessionBody } from "./settings.js";

/** One embedded workspace with its own session, and the buttons to try that session's life. */
export function createFrameCard({ number, title, settings, log, onNavigate }) {
  const status = element("p", {
    className: "session-status",
    textContent: "No session yet",
    dataset: { testid: `session-${number}` },
  });
  const slot = element("div", { className: "frame-slot" });
  let embed = null;
  let sessionId = null;

  const options = {
    title,
    createSession: open,
    refreshSession: async (id) => show(await backend.refreshSession(id), "Refreshed"),
    onMessage: (direction, message) => log(number, direction, message),
    onNavigate,
    onError: (error) => sessionId !== null && note(error.message),
  };

  async function open() {
    sessionId = null;
    note("No session yet");
    return show(await backend.createSession(sessionBody(settings())), "Opened");
  }

  function show(session, verb) {
    sessionId = session.session_id;
    const until = timeOf(Date.now() + session.expires_in * 1000);
    note(`${verb}. Token until ${until}`);
    return session;
  }

  function note(text) {
    status.textContent = sessionId === null ? text : `Session ${sessionId.slice(-6)}: ${text}`;
  }

  function start() {
    if (embed) void embed.reload();
    else embed = new WorkspaceEmbed(slot, options);
  }

  /** Another look or language, without another session. */
  function update(changes) {
    embed?.update(changes);
  }

  function stop() {
    embed?.destroy();
    embed = null;
  }

  async function revoke() {
    try {
      await backend.revokeSession(sessionId);
      note("Revoked");
    } catch (error) {
      note(error.message);
    }
  }

  const actions = element(
    "div",
    { className: "frame-actions" },
    button("Refresh session now", () => void embed?.refresh().catch(() => {}), "quiet"),
    button("Revoke session", () => sessionId && void revoke(), "quiet"),
    button("New session", start, "quiet"),
    button("Unmount", stop, "quiet"),
  );
  const bar = element("div", { className: "frame-bar" }, status, actions);
  const node = element("section", { className: "card frame-card", ariaLabel: `Workspace ${number}` }, bar, slot);
  return { node, start, update };
}
