import type { SessionRole, SessionScope, SessionType } from "#lib/contracts/sessions.ts";
import type { Scope } from "#lib/server/db/scope.ts";

export type SessionGrant = {
  id: string;
  role: SessionRole;
  sessionType: SessionType;
  scopes: readonly SessionScope[];
  workspaceId: string;
  externalUserId: string | undefined;
  accessExpiresAt: Date;
};

export type Principal =
  | { kind: "machine"; scope: Scope; actor: string }
  | { kind: "publishable"; scope: Scope & { workspaceId: string }; actor: string }
  | { kind: "session"; scope: Scope & { workspaceId: string }; actor: string; session: SessionGrant };
