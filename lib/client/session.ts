import { queryOptions } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { Capability, CurrentSession } from "#lib/contracts/sessions.ts";
import { apiGet } from "./api.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => apiGet<CurrentSession>("/session", { signal }),
  // Rights are fixed when the session is minted; a new token does not change them.
  staleTime: Number.POSITIVE_INFINITY,
});

export type SessionValue = {
  workspaceId: string;
  session: CurrentSession;
  /** What the interface offers. The server decides again on every call. */
  can: (capability: Capability) => boolean;
  /** No working token any more: reading goes on from what is loaded, writing is pointless. */
  isEnded: boolean;
};

/** Filled by the shell once `GET /session` has answered; no page renders before. */
export const SessionContext = createContext<SessionValue | undefined>(undefined);

export function toSessionValue(session: CurrentSession, isEnded: boolean): SessionValue {
  return {
    workspaceId: session.workspace_id,
    session,
    can: (capability) => session.capabilities.includes(capability),
    isEnded,
  };
}

export function useSession(): SessionValue {
  const value = use(SessionContext);
  if (!value) throw new Error("useSession() was called outside of the workspace frame");
  return value;
}
