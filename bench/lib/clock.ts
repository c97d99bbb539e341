/** Milliseconds of the system's monotonic clock, the same for every process of the machine. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
