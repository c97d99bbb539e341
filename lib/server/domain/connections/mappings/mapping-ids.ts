import { createHash } from "node:crypto";

/** An id that follows from a connection's, so that what was never stored has the same one every time (UUID version 8). */
function idFrom(connectionId: string, what: string): string {
  const hex = createHash("sha256").update(`${what} ${connectionId}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Of all versions of a connection's default mapping, the generated one included. */
export const toMappingId = (connectionId: string): string => idFrom(connectionId, "default mapping");

export const toGeneratedMappingId = (connectionId: string): string => idFrom(connectionId, "generated mapping");
