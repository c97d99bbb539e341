/** Loopback hosts on any port: what development and the demo allow when a session names no origins. */
export const LOOPBACK_ORIGINS = ["http://localhost:*", "http://127.0.0.1:*"];

/** The only patterns that there are; everything else in a list of origins is meant as it stands. */
const ANY_LOOPBACK_PORT = /^(http:\/\/(?:localhost|127\.0\.0\.1)):\*$/;

export function isPortPattern(allowed: string): boolean {
  return ANY_LOOPBACK_PORT.test(allowed);
}

/** Character by character, but for the port of a loopback pattern: as the browser reads `frame-ancestors`. */
export function isAllowedOrigin(allowed: readonly string[], origin: string): boolean {
  return allowed.some((entry) => {
    const host = ANY_LOOPBACK_PORT.exec(entry)?.[1];
    if (host === undefined) return entry === origin;
    return origin === host || (origin.startsWith(`${host}:`) && /^\d+$/.test(origin.slice(host.length + 1)));
  });
}
