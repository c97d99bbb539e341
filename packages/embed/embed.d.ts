export type EmbedSession = { session_id: string; launch_url: string; access_token: string };

/** How the workspace looks; docs/embed/appearance.md describes every key. */
export type Appearance = {
  theme?: "light" | "dark" | "auto";
  colors?: AppearanceColors & { dark?: AppearanceColors };
  radius?: number;
  density?: "compact" | "regular" | "roomy";
  font?: { family?: string; size?: number };
  gutters?: number;
  hide_navigation?: boolean;
  hide_titles?: boolean;
};

/** As `#rgb` or `#rrggbb`. */
export type AppearanceColors = {
  background?: string;
  surface?: string;
  border?: string;
  text?: string;
  muted_text?: string;
  brand?: string;
  text_on_brand?: string;
  success?: string;
  warning?: string;
  danger?: string;
  info?: string;
  focus?: string;
};

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
  /** Set by your page in place of what the session was minted with. */
  appearance?: Appearance;
  /** A language tag of BCP 47, such as `de` or `pt-BR`. */
  locale?: string;
  /** By IANA's name, such as `Europe/Berlin`. */
  timeZone?: string;
  /** Your own words for texts of the workspace, by their id, as ICU messages. */
  phrases?: Record<string, string>;
  /** Every message in and out, without tokens. */
  onMessage?(direction: "in" | "out", message: WorkspaceMessage): void;
  onNavigate?(message: WorkspaceMessage): void;
  onError?(error: unknown): void;
};

export class WorkspaceEmbed {
  constructor(container: HTMLElement, options: EmbedOptions);
  reload(): Promise<void>;
  refresh(): Promise<void>;
  update(changes: Pick<EmbedOptions, "appearance" | "locale" | "timeZone" | "phrases">): void;
  destroy(): void;
}

export function workspaceMessage(
  event: { origin: string; source: unknown; data: unknown },
  frameWindow: unknown,
  origin: string,
): WorkspaceMessage | null;

export function frameHeight(reported: unknown, minHeight?: number): number;
