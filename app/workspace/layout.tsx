import { headers } from "next/headers";
import type { ReactNode } from "react";
import { WorkspaceFrame } from "#components/shell/workspace-frame.tsx";
import { launchPagesFor } from "#lib/contracts/sessions.ts";
import { readEmbedConfig } from "#lib/embed/embed-config.ts";

/** The server has verified the launch before; only it can set this header. */
const EMBED_HEADER = "x-meshes-embed";

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const { allowed_origins, session_type } = readEmbedConfig((await headers()).get(EMBED_HEADER));
  return (
    <WorkspaceFrame allowedOrigins={allowed_origins} launchPages={launchPagesFor(session_type)}>
      {children}
    </WorkspaceFrame>
  );
}
