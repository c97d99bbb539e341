import type { WorkspaceMessage } from "#lib/contracts/messages.ts";
import type { Clock } from "./clock.ts";
import type { RouteInfo } from "./describe-route.ts";
import { type ChannelWindow, ParentChannel } from "./parent-channel.ts";
import { SessionStore } from "./session-store.ts";

type Target = {
  addEventListener: (type: string, listener: () => void) => void;
  removeEventListener: (type: string, listener: () => void) => void;
};

export type EmbedWindow = ChannelWindow & Target & { document: Target & { hidden: boolean } };

export type Embed = {
  isEmbedded: boolean;
  session: SessionStore;
  reportHeight: (height: number) => void;
  reportRoute: (route: RouteInfo) => void;
  /** Tells one listener of each `meshes:config` of the host, which cannot come before the frame is started. */
  onConfig: (listener: (data: object) => void) => () => void;
  /** Asks the host to open the workspace anew: this document cannot go on. */
  requireLaunch: () => void;
  /** May be started again after it was stopped; nothing is listened to or sent while stopped. */
  start: () => () => void;
};

type Options = { window: EmbedWindow; clock: Clock; allowedOrigins: readonly string[] };

function onWakeUp(window: Target, document: EmbedWindow["document"], wake: () => void): () => void {
  const handleVisibility = () => {
    if (!document.hidden) wake();
  };
  document.addEventListener("visibilitychange", handleVisibility);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", wake);
  return () => {
    document.removeEventListener("visibilitychange", handleVisibility);
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", wake);
  };
}

/** Everything that the frame shares with its host. Creating it has no effect; `start` listens and says `ready`. */
export function createEmbed({ window, clock, allowedOrigins }: Options): Embed {
  const post = (message: WorkspaceMessage) => channel.post(message);
  const session = new SessionStore({ clock, post });
  let tellConfig: ((data: object) => void) | undefined;
  const channel = new ParentChannel({
    window,
    clock,
    allowedOrigins,
    onToken: (token) => session.accept(token),
    onConfig: (data) => tellConfig?.(data),
  });
  let last: RouteInfo | undefined;
  return {
    isEmbedded: channel.isEmbedded,
    session,
    reportHeight: (height) => post({ type: "meshes:resize", height }),
    reportRoute: (route) => {
      if (route.path === last?.path && route.title === last.title) return;
      last = route;
      post({ type: "meshes:navigate", ...route });
    },
    onConfig: (listener) => {
      tellConfig = listener;
      return () => {
        tellConfig = undefined;
      };
    },
    requireLaunch: () => post({ type: "meshes:launch-required", reason: "outdated" }),
    start: () => {
      const stopWakeUp = onWakeUp(window, window.document, () => session.wake());
      const stops = [stopWakeUp, session.start(), channel.start()];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
