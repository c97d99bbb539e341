export type Settings = {
  role: string;
  type: string;
  page: string;
  resource: string;
  resourceId: string;
  scopes: string[];
  allowedOrigins: string[] | undefined;
  ttl: number | undefined;
  look: string;
  language: string;
  frames: number;
  autostart: boolean;
};

export const PAGES: readonly string[];
export const LOOKS: Readonly<Record<string, Record<string, unknown>>>;
export const LANGUAGES: Readonly<Record<string, string>>;
export const PAGES_OF: Readonly<Record<string, readonly string[]>>;
export function readSettings(search: string, hash: string): Settings;
export function sessionBody(settings: Settings): Record<string, unknown>;
export function changedSearch(search: string, changes: Record<string, string>): string;
export function hashOf(message: { page?: unknown; path?: unknown }): string | null;
