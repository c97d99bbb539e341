import type { EmbedSession } from "@meshes/embed";

type HostSession = EmbedSession & { expires_in: number };

/** The part of backend.js that the React page uses. */
export const backend: {
  createSession(body: Record<string, unknown>): Promise<HostSession>;
  refreshSession(sessionId: string): Promise<Omit<HostSession, "launch_url">>;
};
