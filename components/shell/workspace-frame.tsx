"use client";

import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { LookContext } from "#components/patterns/look.ts";
import { MainNav } from "#components/shell/main-nav.tsx";
import { ScriptsNote } from "#components/shell/sandbox-note.tsx";
import { SessionBar } from "#components/shell/session-bar.tsx";
import { SessionGate } from "#components/shell/session-gate.tsx";
import { CONTENT_ID, SkipLink } from "#components/shell/skip-link.tsx";
import { type FrameStatus, useEmbed } from "#components/shell/use-embed.ts";
import { useHostLook } from "#components/shell/use-host-look.ts";
import { useRouteEffects } from "#components/shell/use-route-effects.ts";
import { createQueryClient } from "#lib/client/query-client.ts";
import { sessionQuery } from "#lib/client/session.ts";
import type { LaunchPage } from "#lib/contracts/sessions.ts";
import { type Look, STANDARD_LOOK } from "#lib/embed/appearance/look.ts";

type WorkspaceFrameProps = {
  allowedOrigins: readonly string[];
  /** The pages of this kind of session, until the session itself says which. */
  launchPages: readonly LaunchPage[];
  /** As the session was minted. */
  look?: Look;
  /** Of the document's content security policy. */
  nonce?: string | undefined;
  children: ReactNode;
};

/** What the iframe shows around every page: it stays mounted while pages change, and with it the token. */
export function WorkspaceFrame(props: WorkspaceFrameProps) {
  const [queryClient] = useState(createQueryClient);
  return (
    <NuqsAdapter>
      <QueryClientProvider client={queryClient}>
        <Frame {...props} />
      </QueryClientProvider>
    </NuqsAdapter>
  );
}

function Frame({
  allowedOrigins,
  launchPages,
  look: launchLook = STANDARD_LOOK,
  nonce,
  children,
}: WorkspaceFrameProps) {
  const [firstProps] = useState({ allowedOrigins, launchPages, launchLook, nonce });
  const content = useRef<HTMLDivElement>(null);
  const { embed, status } = useEmbed(firstProps.allowedOrigins, content);
  const look = useHostLook(firstProps.launchLook, embed);
  const session = useQuery({ ...sessionQuery, enabled: status !== "waiting" && status !== "not_embedded" });
  useRouteEffects(embed);
  useRefetchAfterRecovery(status);
  return (
    <LookContext value={look}>
      {/* Browsers hide a nonce from scripts once it is there. */}
      <style nonce={firstProps.nonce} suppressHydrationWarning>
        {look.css}
      </style>
      <div ref={content} data-slot="workspace" className="relative flow-root p-(--gutter)">
        <SkipLink />
        <ScriptsNote />
        <SessionBar status={status} onReload={embed.requireLaunch} />
        {status === "not_embedded" || look.isNavigationHidden ? null : (
          <MainNav pages={session.data?.pages ?? firstProps.launchPages} isLive={status !== "waiting"} />
        )}
        <main id={CONTENT_ID} tabIndex={-1} data-focus-quiet>
          <SessionGate status={status} session={session} allowedOrigins={firstProps.allowedOrigins}>
            {children}
          </SessionGate>
        </main>
      </div>
    </LookContext>
  );
}

/** A host may still send a token after the session was given up: then everything on the page is old. */
function useRefetchAfterRecovery(status: FrameStatus): void {
  const queryClient = useQueryClient();
  const wasEnded = useRef(false);
  useEffect(() => {
    if (status === "expired" || status === "revoked") wasEnded.current = true;
    if (status !== "ready" || !wasEnded.current) return;
    wasEnded.current = false;
    void queryClient.invalidateQueries();
  }, [status, queryClient]);
}
