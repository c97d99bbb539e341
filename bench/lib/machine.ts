import { statfsSync } from "node:fs";
import { arch, cpus, loadavg, platform, tmpdir, totalmem } from "node:os";

const TMPFS = 0x01021994;

const loadBefore = loadavg()[0] ?? 0;

/** What a figure was measured on, in one line. A load before the start means that others were at work. */
export function describeMachine(postgres: string): string {
  const processors = cpus();
  const parts = [
    `${processors[0]?.model.trim() ?? arch()}, ${processors.length} cores`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    platform(),
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgres}`,
    new Date().toISOString().slice(0, 10),
    `load before ${loadBefore.toFixed(1)}`,
  ];
  return parts.join(" · ");
}

/** In memory there is nothing to sync, and durable figures would be flattered. */
export function requireRealDisk(): void {
  if (statfsSync(tmpdir()).type === TMPFS)
    throw new Error(`${tmpdir()} is in memory: set TMPDIR to a folder on a disk`);
}
