import { readdirSync, readFileSync } from "node:fs";

/** Linux reports CPU time to programs in this unit whatever the kernel's own is. */
const TICKS_PER_SECOND = 100;
/** Positions after the command's name in `/proc/<pid>/stat`: parent; user and system time, own and of ended children. */
const PARENT = 1;
const TIMES = [11, 12, 13, 14];

/** CPU seconds that the process and all its children, ended ones included, have used so far. */
export function readCpuSeconds(pid: number): number {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const family = all.filter((other) => other === pid || readStat(other)[PARENT] === pid);
  return family.reduce((sum, member) => sum + timesOf(member), 0) / TICKS_PER_SECOND;
}

function timesOf(pid: number): number {
  const stat = readStat(pid);
  return TIMES.reduce((sum, position) => sum + (stat[position] ?? 0), 0);
}

function readStat(pid: number): number[] {
  const text = readProc(pid, "stat");
  return text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
}

/** Resident memory in bytes; 0 when the process is gone. */
export function readResidentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, "status"))?.[1];
  return Number(kib ?? 0) * 1024;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // It has just ended.
  }
}
