import { type RefObject, useEffect, useState, useSyncExternalStore } from "react";
import { connectApi } from "#lib/client/api.ts";
import { systemClock } from "#lib/embed/clock.ts";
import { createEmbed, type Embed } from "#lib/embed/create-embed.ts";
import { elementHeight } from "#lib/embed/element-height.ts";
import { HeightReporter } from "#lib/embed/height-reporter.ts";
import { serverWindow } from "#lib/embed/server-window.ts";
import type { SessionStatus } from "#lib/embed/session-store.ts";

export type FrameStatus = SessionStatus | "not_embedded";

const subscribeNever = () => () => {};

/** The frame's link to its host. The origins of the first render hold: later ones come from requests without a launch. */
export function useEmbed(allowedOrigins: readonly string[], content: RefObject<HTMLElement | null>) {
  const [embed] = useState(() =>
    createEmbed({ window: typeof window === "undefined" ? serverWindow : window, clock: systemClock, allowedOrigins }),
  );
  useEffect(() => {
    connectApi({ baseUrl: "", tokens: embed.session });
    return embed.start();
  }, [embed]);
  useEffect(() => {
    if (!content.current) return;
    const source = elementHeight(content.current);
    return new HeightReporter({ source, clock: systemClock, report: embed.reportHeight }).start();
  }, [embed, content]);
  return { embed, status: useFrameStatus(embed) };
}

function useFrameStatus({ session, isEmbedded }: Embed): FrameStatus {
  const status = useSyncExternalStore(session.subscribe, session.getSnapshot, (): SessionStatus => "waiting");
  const isFramed = useSyncExternalStore(
    subscribeNever,
    () => isEmbedded,
    () => true,
  );
  return isFramed ? status : "not_embedded";
}
