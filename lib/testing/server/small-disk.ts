import { execFileSync } from "node:child_process";
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MIB = 1024 * 1024;

export type SmallDisk = {
  dir: string;
  freeBytes(): number;
  /** Leaves this much room, as if something else on the machine had grown. */
  leave(bytes: number): void;
  /** Gives back what `leave` took. */
  free(): void;
  remove(): void;
};

/** Only root may mount a disk. */
export const CAN_MOUNT = process.platform === "linux" && process.getuid?.() === 0;

/** A disk of its own in memory, which a test can fill without harm. */
export function makeSmallDisk(mebibytes: number): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), "meshes-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0755`, "meshes-test", dir]);
  const filler = openSync(join(dir, "filler"), "w");
  let filled = 0;
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  };
  const chunk = Buffer.alloc(MIB / 4, 1);

  function fill(untilFree: number): void {
    while (freeBytes() > untilFree) {
      try {
        filled += writeSync(filler, chunk, 0, Math.min(chunk.length, freeBytes() - untilFree), filled);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOSPC") return;
        throw error;
      }
    }
  }

  return {
    dir,
    freeBytes,
    leave: fill,
    free: () => {
      filled = 0;
      ftruncateSync(filler);
    },
    remove: () => {
      closeSync(filler);
      execFileSync("umount", ["--lazy", dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
