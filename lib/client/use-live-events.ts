"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { setStreaming } from "./live.ts";
import { useSession } from "./session.ts";

/** After the first data: what is on the page comes before what may change on it. */
const START_MS = 500;

/** Keeps what the page shows of events up to date as they change. Without a stream, reading again goes on as ever. */
export function useLiveEvents(): void {
  const client = useQueryClient();
  const { session, can, isEnded } = useSession();
  const isAllowed = can("read_events") && !isEnded;
  useEffect(() => {
    if (!isAllowed) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      import("./live-events.ts").then(
        ({ startLiveEvents }) => startLiveEvents(client, session, abort.signal),
        () => setStreaming(false),
      );
    }, START_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, session, isAllowed]);
}
