import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceFrame } from "#components/shell/workspace-frame.tsx";
import { EMBED_HEADER } from "#lib/contracts/embed-config.ts";
import { launchPagesFor } from "#lib/contracts/sessions.ts";
import { toLook } from "#lib/embed/appearance/to-look.ts";
import { readEmbedConfig } from "#lib/embed/embed-config.ts";
import { toTextOptions } from "#lib/i18n/to-text-options.ts";

/** In the policy that the server gives to Next with each request. */
const NONCE = /'nonce-([^']+)'/;

/** The frame names its pages (`use-route-effects.ts`): which language a person reads is told with the launch only. */
export const metadata: Metadata = { title: null };

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const sent = await headers();
  const { allowed_origins, session_type, appearance, language } = readEmbedConfig(sent.get(EMBED_HEADER));
  const nonce = NONCE.exec(sent.get("content-security-policy") ?? "")?.[1];
  return (
    <WorkspaceFrame
      allowedOrigins={allowed_origins}
      launchPages={launchPagesFor(session_type)}
      config={{ look: toLook(appearance), language: toTextOptions(language), languageSettings: language }}
      nonce={nonce}
    >
      {children}
    </WorkspaceFrame>
  );
}
