import { readFileSync } from "node:fs";
import { isIP } from "node:net";

const HOSTS_FILE = "/etc/hosts";
const READ_AGAIN_MS = 10_000;

/** Addresses by name in lower case, as in hosts(5): an address, its names, and `#` before a comment. */
export function parseHosts(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [ip = "", ...names] = (line.split("#")[0] ?? "").trim().split(/\s+/);
    if (isIP(ip) === 0) continue;
    for (const name of names) found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), ip]);
  }
  return found;
}

/** The hosts file of this machine. It is small and read synchronously, so that no look-up waits for a thread. */
export function createHostsFile(path = HOSTS_FILE, now = () => performance.now()) {
  let hosts = new Map<string, string[]>();
  let readAt = Number.NEGATIVE_INFINITY;
  return (hostname: string): readonly string[] | undefined => {
    if (now() - readAt > READ_AGAIN_MS) {
      readAt = now();
      hosts = readHosts(path);
    }
    return hosts.get(hostname.toLowerCase());
  };
}

function readHosts(path: string): Map<string, string[]> {
  try {
    return parseHosts(readFileSync(path, "utf8"));
  } catch (error) {
    // A machine need not have one, and DNS knows the rest.
    if (error instanceof Error && "code" in error) return new Map();
    throw error;
  }
}
