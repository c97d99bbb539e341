import { formatDecimal, formatNumber } from "./numbers.ts";

const KIB_BYTES = 1024;
const MIB_BYTES = 1024 * KIB_BYTES;

export function formatBytes(bytes: number): string {
  if (bytes < KIB_BYTES) return `${formatNumber(bytes)} B`;
  if (bytes < MIB_BYTES) return `${formatDecimal(bytes / KIB_BYTES)} KiB`;
  return `${formatDecimal(bytes / MIB_BYTES)} MiB`;
}

/** Size of a text as UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
