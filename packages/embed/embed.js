const READY_TIMEOUT_MS = 15_000;
const RELAUNCHES_PER_MINUTE_MAX = 5;

/** The message, if it comes from the workspace in this frame. Checking origin and source keeps every other sender out. */
export function workspaceMessage(event, frameWindow, origin) {
  if (event.origin !== origin || event.source !== frameWindow) return null;
  return typeof event.data?.type === "string" && event.data.type.startsWith("meshes:") ? event.data : null;
}

/** The workspace reports the height of its content; the host decides. */
export function frameHeight(reported, minHeight = 480) {
  return Number.isFinite(reported) ? Math.max(minHeight, Math.ceil(reported)) : minHeight;
}

/**
 * Embeds a Meshes workspace in `container`. `createSession()` and `refreshSession(sessionId)` call your own backend,
 * which holds the machine key. The access token stays in memory and never enters a URL.
 */
export class WorkspaceEmbed {
  #frame = null;
  #session = null; // what createSession() answered, with the current access token
  #launches = 0; // a later launch, or destroy(), makes one that still waits for the backend stale
  #relaunches = []; // when the frame needed another launch lately
  #isReady = false; // the frame has a token, and with it takes messages
  #readyTimer;
  #notice;

  constructor(container, options) {
    this.container = container;
    this.options = options;
    window.addEventListener("message", this.#receive);
    window.addEventListener("pageshow", this.#restore);
    void this.reload();
  }

  /** Mints a session and opens a new frame with it: at the start, and whenever a session cannot go on. */
  async reload() {
    const launch = ++this.#launches;
    this.#unmount();
    this.container.ariaBusy = "true";
    await Promise.resolve(); // React's StrictMode mounts, unmounts and mounts at once: mint one session, not two
    if (launch !== this.#launches) return;
    try {
      const session = await this.options.createSession();
      if (launch === this.#launches) this.#mount(session);
    } catch (error) {
      if (launch === this.#launches) this.#fail("The integrations could not be opened.", error);
    }
  }

  /** One call to the backend at a time, however often a new token is asked for. */
  refresh() {
    const session = this.#session;
    if (session === null) return Promise.reject(new Error("There is no session to refresh."));
    session.refreshing ??= this.#refresh(session).finally(() => (session.refreshing = null));
    return session.refreshing;
  }

  /** Another look or language, at once and without loading anything again: `update({ appearance, locale })`. */
  update(changes) {
    this.options = { ...this.options, ...changes };
    if (this.#isReady) this.#sendConfig();
  }

  /** Removes frame and listener; safe to call at any time. */
  destroy() {
    this.#launches++;
    window.removeEventListener("message", this.#receive);
    window.removeEventListener("pageshow", this.#restore);
    this.#unmount();
  }

  #receive = (event) => {
    const message = this.#frame && workspaceMessage(event, this.#frame.contentWindow, this.#session.origin);
    if (!message) return;
    this.options.onMessage?.("in", message);
    if (message.type === "meshes:ready") this.#handleReady();
    if (message.type === "meshes:token-refresh") this.refresh().catch(() => {}); // told to onError; the frame asks again
    if (message.type === "meshes:token-expired") this.#fail("Your session has ended.");
    if (message.type === "meshes:launch-required") this.#relaunch();
    if (message.type === "meshes:navigate") this.options.onNavigate?.(message);
    if (message.type === "meshes:resize") {
      this.#frame.style.height = `${frameHeight(message.height, this.options.minHeight)}px`;
    }
  };

  /** A page that the browser had put aside comes back with a frame that is empty, or whose launch was used. */
  #restore = ({ persisted }) => {
    if (persisted) void this.reload();
  };

  #mount(session) {
    this.#session = { ...session, origin: new URL(session.launch_url).origin };
    const frame = document.createElement("iframe");
    frame.title = this.options.title ?? "Integrations";
    frame.allow = "clipboard-write";
    frame.src = session.launch_url;
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    frame.style.height = `${frameHeight(0, this.options.minHeight)}px`;
    this.#readyTimer = setTimeout(() => this.#fail("The integrations do not answer."), READY_TIMEOUT_MS);
    this.#frame = frame;
    this.container.append(frame);
  }

  #handleReady() {
    this.#sendToken();
    this.#isReady = true;
    this.#sendConfig();
  }

  /** To the exact origin of the workspace, never "*". */
  #sendToken() {
    this.#settle();
    const { access_token: token, origin } = this.#session;
    this.#frame.contentWindow.postMessage({ type: "meshes:auth", token }, origin);
    this.options.onMessage?.("out", { type: "meshes:auth" });
  }

  /** What the page has set in place of what the session was minted with. */
  #sendConfig() {
    const { appearance, locale, timeZone: time_zone, phrases } = this.options;
    const given = Object.entries({ appearance, locale, time_zone, phrases }).filter(([, value]) => value !== undefined);
    if (given.length === 0) return;
    const message = { type: "meshes:config", ...Object.fromEntries(given) };
    this.#frame.contentWindow.postMessage(message, this.#session.origin);
    this.options.onMessage?.("out", message);
  }

  async #refresh(session) {
    try {
      const fresh = await this.options.refreshSession(session.session_id);
      session.access_token = fresh.access_token;
      if (session === this.#session) this.#sendToken();
    } catch (error) {
      this.options.onError?.(error);
      throw error;
    }
  }

  /** The document in the frame was lost. Not for ever: a launch that never works would be minted again and again. */
  #relaunch() {
    const now = Date.now();
    this.#relaunches = [...this.#relaunches, now].filter((time) => now - time < 60_000);
    if (this.#relaunches.length <= RELAUNCHES_PER_MINUTE_MAX) return void this.reload();
    this.#unmount();
    this.#fail("The integrations keep reloading.");
  }

  /** What the user sees instead of, or above, a workspace that cannot go on. */
  #fail(text, error) {
    this.#settle();
    if (error) this.options.onError?.(error);
    const button = create("button", "Reload workspace");
    button.type = "button";
    button.addEventListener("click", () => void this.reload());
    this.#notice = create("div");
    this.#notice.className = "meshes-notice";
    this.#notice.setAttribute("role", "alert");
    this.#notice.append(create("p", text), ...(error ? [create("p", error.message)] : []), button);
    this.container.prepend(this.#notice);
  }

  #settle() {
    clearTimeout(this.#readyTimer);
    this.container.ariaBusy = "false";
    this.#notice?.remove();
  }

  #unmount() {
    this.#settle();
    this.#frame?.remove();
    this.#frame = this.#session = null;
    this.#isReady = false;
  }
}

function create(tag, text = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}
