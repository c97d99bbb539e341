"use client";

import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, Suspense, use, useEffect, useMemo, useRef, useState } from "react";
import { LanguageContext, useLocale } from "#components/patterns/language.ts";
import { LookContext, useLook } from "#components/patterns/look.ts";
import { MainNav } from "#components/shell/main-nav.tsx";
import { ScriptsNote } from "#components/shell/sandbox-note.tsx";
import { SessionBar } from "#components/shell/session-bar.tsx";
import { SessionGate } from "#components/shell/session-gate.tsx";
import { CONTENT_ID, SkipLink } from "#components/shell/skip-link.tsx";
import { type FrameStatus, useEmbed } from "#components/shell/use-embed.ts";
import { useHostConfig } from "#components/shell/use-host-config.ts";
import { useRouteEffects } from "#components/shell/use-route-effects.ts";
import { createQueryClient } from "#lib/client/query-client.ts";
import { sessionQuery } from "#lib/client/session.ts";
import type { LaunchPage } from "#lib/contracts/sessions.ts";
import { STANDARD_LOOK } from "#lib/embed/appearance/look.ts";
import type { Embed } from "#lib/embed/create-embed.ts";
import type { HostConfig } from "#lib/embed/host-config.ts";
import { STANDARD_LOCALE } from "#lib/i18n/languages.ts";
import { readAll } from "#lib/i18n/namespace.ts";

type WorkspaceFrameProps = {
  allowedOrigins: readonly string[];
  /** The pages of this kind of session, until the session itself says which. */
  launchPages: readonly LaunchPage[];
  /** As the session was minted. */
  config?: HostConfig;
  /** Of the document's content security policy. */
  nonce?: string | undefined;
  children: ReactNode;
};

const STANDARD_CONFIG: HostConfig = {
  look: STANDARD_LOOK,
  language: { locale: STANDARD_LOCALE, phrases: {} },
  languageSettings: {},
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
  config: launchConfig = STANDARD_CONFIG,
  nonce,
  children,
}: WorkspaceFrameProps) {
  const [firstProps] = useState({ allowedOrigins, launchPages, launchConfig, nonce });
  const content = useRef<HTMLDivElement>(null);
  const { embed, status } = useEmbed(firstProps.allowedOrigins, content);
  const { look, language } = useHostConfig(firstProps.launchConfig, embed);
  useRefetchAfterRecovery(status);
  return (
    <LanguageContext value={language}>
      <LookContext value={look}>
        {/* Browsers hide a nonce from scripts once it is there. */}
        <style nonce={firstProps.nonce} suppressHydrationWarning>
          {look.css}
        </style>
        <div ref={content} data-slot="workspace" className="relative flow-root p-(--gutter)">
          <FrameContent embed={embed} status={status} {...firstProps}>
            {children}
          </FrameContent>
        </div>
      </LookContext>
    </LanguageContext>
  );
}

type FrameContentProps = Pick<WorkspaceFrameProps, "allowedOrigins" | "launchPages" | "children"> & {
  embed: Embed;
  status: FrameStatus;
};

function FrameContent({ embed, status, allowedOrigins, launchPages, children }: FrameContentProps) {
  const { language } = useLocale();
  // Loaded as one, so that no part of a page waits for its texts, and hides what is there, when it has something to say.
  use(useMemo(() => readAll(language), [language]));
  const session = useQuery({ ...sessionQuery, enabled: status !== "waiting" && status !== "not_embedded" });
  const { isNavigationHidden } = useLook();
  useRouteEffects(embed);
  return (
    <>
      <SkipLink />
      <ScriptsNote />
      <SessionBar status={status} onReload={embed.requireLaunch} />
      {status === "not_embedded" || isNavigationHidden ? null : (
        <MainNav pages={session.data?.pages ?? launchPages} isLive={status !== "waiting"} />
      )}
      <main id={CONTENT_ID} tabIndex={-1} data-focus-quiet>
        {/* Only where texts have to be loaded that no page before has loaded. */}
        <Suspense>
          <SessionGate status={status} session={session} allowedOrigins={allowedOrigins}>
            {children}
          </SessionGate>
        </Suspense>
      </main>
    </>
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
