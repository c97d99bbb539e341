import { isAllowedOrigin } from "#lib/contracts/allowed-origin.ts";
import type { WorkspaceMessage } from "#lib/contracts/messages.ts";
import type { Clock } from "./clock.ts";

export const READY_REPEAT_MS = 2_000;
const TOKEN_LENGTH_MAX = 8192;
/** A host says a handful of things before it has handed over its token. */
const EARLY_MAX = 50;

type MessageLike = { source: unknown; origin: string; data: unknown };
type MessageListener = (event: MessageLike) => void;

/** The part of `window` that the channel uses. */
export type ChannelWindow = {
  parent: { postMessage: (message: unknown, targetOrigin: string) => void };
  addEventListener: (type: "message", listener: MessageListener) => void;
  removeEventListener: (type: "message", listener: MessageListener) => void;
};

type Options = {
  window: ChannelWindow;
  clock: Clock;
  allowedOrigins: readonly string[];
  onToken: (token: string) => void;
  /** What a host that has sent a token says of the frame (`meshes:config`), unread. */
  onConfig?: (data: object) => void;
};

/** What may wait for the handshake: only the newest of each matters. */
type Held = Extract<WorkspaceMessage, { type: "meshes:navigate" | "meshes:resize" }>;

function isConfig(data: unknown): data is object {
  return typeof data === "object" && data !== null && "type" in data && data.type === "meshes:config";
}

/** The same shape as `AuthMessage`, by hand: the frame then says `ready` without waiting for zod. */
function tokenIn(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || !("type" in data) || !("token" in data)) return undefined;
  const { type, token } = data;
  if (type !== "meshes:auth" || typeof token !== "string") return undefined;
  return token.length > 0 && token.length <= TOKEN_LENGTH_MAX ? token : undefined;
}

/**
 * The frame's end of the message contract. Guarantees: a token is taken from the parent window at an allowed origin
 * only, and everything but the payload-free `meshes:ready` goes to the exact origin that such a token came from.
 */
export class ParentChannel {
  readonly isEmbedded: boolean;
  readonly #options: Options;
  readonly #held = new Map<Held["type"], Held>();
  #parentOrigin: string | undefined;
  /** What came before the handshake. */
  #early: { origin: string; data: object }[] = [];
  #stopReady = (): void => {};

  constructor(options: Options) {
    this.#options = options;
    this.isEmbedded = !Object.is(options.window.parent, options.window);
  }

  start(): () => void {
    if (!this.isEmbedded) return () => {};
    const { window } = this.#options;
    window.addEventListener("message", this.#handleMessage);
    if (this.#parentOrigin === undefined) this.#sayReady();
    return () => {
      window.removeEventListener("message", this.#handleMessage);
      this.#stopReady();
    };
  }

  /** Before the handshake a `navigate` and a `resize` wait, and anything else is dropped: nobody could act on it. */
  post(message: WorkspaceMessage): void {
    if (this.#parentOrigin !== undefined) {
      this.#options.window.parent.postMessage({ ...message, v: 1 }, this.#parentOrigin);
    } else if (message.type === "meshes:navigate" || message.type === "meshes:resize") {
      this.#held.set(message.type, message);
    }
  }

  #sayReady(): void {
    const { window, clock } = this.#options;
    window.parent.postMessage({ type: "meshes:ready", v: 1 }, "*");
    this.#stopReady();
    this.#stopReady = clock.setTimer(() => this.#sayReady(), READY_REPEAT_MS);
  }

  /** Pages hold many senders (analytics, extensions, other embeds): what does not fit is nobody's error. */
  readonly #handleMessage = (event: MessageLike): void => {
    const { window, allowedOrigins, onToken } = this.#options;
    if (event.source !== window.parent || !isAllowedOrigin(allowedOrigins, event.origin)) return;
    if (isConfig(event.data)) return this.#takeConfig(event.origin, event.data);
    const token = tokenIn(event.data);
    if (token === undefined) return;
    this.#stopReady();
    this.#parentOrigin = event.origin;
    onToken(token);
    for (const message of this.#held.values()) this.post(message);
    this.#held.clear();
    for (const { origin, data } of this.#early.splice(0)) this.#takeConfig(origin, data);
  };

  /** Only whoever has sent a token decides how the frame looks. */
  #takeConfig(origin: string, data: object): void {
    if (this.#parentOrigin === origin) this.#options.onConfig?.(data);
    else if (this.#parentOrigin === undefined && this.#early.length < EARLY_MAX) this.#early.push({ origin, data });
  }
}
