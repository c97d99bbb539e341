export type EmbedSession = { session_id: string; launch_url: string; access_token: string };

export type WorkspaceMessage = {
  type: string;
  height?: number;
  page?: string;
  path?: string;
  title?: string;
  reason?: string;
};

export type EmbedOptions = {
  /** Asks the host's backend for a new session. */
  createSession(): Promise<EmbedSession>;
  /** Asks the host's backend for the session's next access token. */
  refreshSession(sessionId: string): Promise<{ access_token: string }>;
  /** Title of the iframe; default "Integrations". */
  title?: string;
  /** CSS pixels; default 480. */
  minHeight?: number;
  /** Every message in and out, without tokens. */
  onMessage?(direction: "in" | "out", message: WorkspaceMessage): void;
  onNavigate?(message: WorkspaceMessage): void;
  onError?(error: unknown): void;
};

export class WorkspaceEmbed {
  constructor(container: HTMLElement, options: EmbedOptions);
  reload(): Promise<void>;
  refresh(): Promise<void>;
  destroy(): void;
}

export function workspaceMessage(
  event: { origin: string; source: unknown; data: unknown },
  frameWindow: unknown,
  origin: string,
): WorkspaceMessage | null;

export function frameHeight(reported: unknown, minHeight?: number): number;
