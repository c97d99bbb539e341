"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect } from "react";
import { oauthAttemptQueries, type OpenedAttempt } from "#lib/client/oauth-attempts.ts";
import { useSession } from "#lib/client/session.ts";
import type { OAuthAttemptCreated } from "#lib/contracts/oauth-attempts.ts";
import { openWindow } from "#lib/embed/open-window.ts";

/**
 * The attempt that is under way. Its id stands in the URL, so that it survives a reload; what started it is remembered
 * for as long as the document lives. `name`: of what is connected.
 */
export function useOAuthWindow(name: string) {
  const { workspaceId } = useSession();
  const client = useQueryClient();
  const pathname = usePathname();
  const [attemptId, setAttemptId] = useQueryState("attempt", parseAsString.withOptions({ history: "replace" }));
  const { data: opened } = useQuery(oauthAttemptQueries.opened(workspaceId));
  useNews(workspaceId);
  const open = (attempt: Omit<OpenedAttempt, "isBlocked">) => {
    const isOpened = openWindow(window, attempt.startUrl, `meshes-connect-${attempt.attemptId}`);
    client.setQueryData(oauthAttemptQueries.opened(workspaceId).queryKey, { ...attempt, isBlocked: !isOpened });
  };
  return {
    attemptId,
    /** Undefined after a reload. */
    opened: opened?.attemptId === attemptId ? opened : undefined,
    start: ({ attempt: { id }, start_url: startUrl }: OAuthAttemptCreated) => {
      open({ attemptId: id, startUrl, name, href: `${pathname}?attempt=${id}` });
      void setAttemptId(id);
    },
    reopen: () => {
      if (opened) open(opened);
    },
    clear: () => {
      client.removeQueries(oauthAttemptQueries.opened(workspaceId));
      void setAttemptId(null);
    },
  };
}

export type OAuthWindow = ReturnType<typeof useOAuthWindow>;

/** The page that ends the way through the provider says so where it can; what it says is only a reason to ask again. */
function useNews(workspaceId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const handleMessage = ({ origin, data }: MessageEvent<unknown>) => {
      if (origin !== window.location.origin || !isNews(data)) return;
      void client.invalidateQueries({ queryKey: oauthAttemptQueries.details(workspaceId) });
    };
    window.addEventListener("message", handleMessage);
    return () => window.removeEventListener("message", handleMessage);
  }, [client, workspaceId]);
}

function isNews(data: unknown): boolean {
  return typeof data === "object" && data !== null && "type" in data && data.type === "meshes:oauth";
}
