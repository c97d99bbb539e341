import type { ServerResponse } from "node:http";

export type PageSecurity = {
  nonce: string;
  /** Who may frame the page; none when empty. */
  frameAncestors: readonly string[];
  isDevelopment: boolean;
};

/** The policy of every HTML answer: only our own nonced scripts, no inline styles, framed by nobody but the listed. */
export function contentSecurityPolicy({ nonce, frameAncestors, isDevelopment }: PageSecurity): string {
  const development = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    isDevelopment ? "connect-src 'self' ws:" : "connect-src 'self'",
    // `default` is made before anything loads a script (instrumentation-client.ts). Next's tools for development have none.
    ...(isDevelopment ? [] : ["require-trusted-types-for 'script'", "trusted-types default"]),
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(" ")}`,
  ].join("; ");
}

/** In a host's frame, in a window around a provider's consent, or by itself. */
export type PageKind = "embed" | "window" | "document";

/**
 * `embed`: a host page with COEP `require-corp` shows only frames that have COEP and allow it (CORP). `window`: the
 * workspace that has opened it must stay its opener. `document`: nothing else may reach into it.
 */
const ISOLATION: Record<PageKind, Readonly<Record<string, string>>> = {
  embed: { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Resource-Policy": "cross-origin" },
  window: { "Cross-Origin-Opener-Policy": "unsafe-none", "Cross-Origin-Resource-Policy": "same-origin" },
  document: { "Cross-Origin-Opener-Policy": "same-origin-allow-popups", "Cross-Origin-Resource-Policy": "same-origin" },
};

export function setIsolation(response: ServerResponse, kind: PageKind): void {
  for (const [name, value] of Object.entries(ISOLATION[kind])) response.setHeader(name, value);
}

/** No X-Frame-Options beside `frame-ancestors`: it knows no list and would refuse the listed hosts. */
export function setPageHeaders(response: ServerResponse, policy: string, kind: PageKind): void {
  setIsolation(response, kind);
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Referrer-Policy", "no-referrer");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
}
