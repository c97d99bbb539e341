"use client";

import { useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useState } from "react";
import { oauthAttemptQueries } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { openWindow } from "#lib/embed/open-window.ts";

export type OpenedAttempt = { attemptId: string; startUrl: string; isBlocked: boolean };

/**
 * The attempt that is under way. Its id stands in the URL, so that it survives a reload; the address that starts it is
 * known only to the page that made it.
 */
export function useOAuthWindow() {
  const [attemptId, setAttemptId] = useQueryState("attempt", parseAsString.withOptions({ history: "replace" }));
  const [opened, setOpened] = useState<OpenedAttempt>();
  useNews();
  const open = (id: string, startUrl: string) => {
    const isOpened = openWindow(window, startUrl, `meshes-connect-${id}`);
    setOpened({ attemptId: id, startUrl, isBlocked: !isOpened });
  };
  return {
    attemptId,
    /** Undefined after a reload. */
    opened: opened?.attemptId === attemptId ? opened : undefined,
    start: ({ attempt, start_url: startUrl }: OAuthAttemptCreated) => {
      open(attempt.id, startUrl);
      void setAttemptId(attempt.id);
    },
    reopen: () => {
      if (opened) open(opened.attemptId, opened.startUrl);
    },
    clear: () => {
      setOpened(undefined);
      void setAttemptId(null);
    },
  };
}

export type OAuthWindow = ReturnType<typeof useOAuthWindow>;

/** The page that ends the way through the provider says so where it can; what it says is only a reason to ask again. */
function useNews(): void {
  const { workspaceId } = useSession();
  const client = useQueryClient();
  useEffect(() => {
    const handleMessage = ({ origin, data }: MessageEvent<unknown>) => {
      if (origin !== window.location.origin || !isNews(data)) return;
      void client.invalidateQueries({ queryKey: [...oauthAttemptQueries.all(workspaceId), "detail"] });
    };
    window.addEventListener("message", handleMessage);
    return () => window.removeEventListener("message", handleMessage);
  }, [client, workspaceId]);
}

function isNews(data: unknown): boolean {
  return typeof data === "object" && data !== null && "type" in data && data.type === "meshes:oauth";
}
