import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceFrame } from "#components/shell/workspace-frame.tsx";
import { launchPagesFor } from "#lib/contracts/sessions.ts";
import { toLook } from "#lib/embed/appearance/to-look.ts";
import { readEmbedConfig } from "#lib/embed/embed-config.ts";

/** The server has verified the launch before; only it can set this header. */
const EMBED_HEADER = "x-meshes-embed";
/** In the policy that the server gives to Next with each request. */
const NONCE = /'nonce-([^']+)'/;

/** The frame names its pages (`use-route-effects.ts`): which language a person reads is told with the launch only. */
export const metadata: Metadata = { title: null };

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const sent = await headers();
  const { allowed_origins, session_type, appearance } = readEmbedConfig(sent.get(EMBED_HEADER));
  const nonce = NONCE.exec(sent.get("content-security-policy") ?? "")?.[1];
  return (
    <WorkspaceFrame
      allowedOrigins={allowed_origins}
      launchPages={launchPagesFor(session_type)}
      look={toLook(appearance)}
      nonce={nonce}
    >
      {children}
    </WorkspaceFrame>
  );
}
