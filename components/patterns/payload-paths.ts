/** Payload keys that products commonly send, and that proposals of mappings know. */
const WELL_KNOWN = ["email", "first_name", "last_name", "name", "phone", "id", "ip_address", "resource_url"];

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/;
const PATH_CHARACTERS_MAX = 128;
const DEPTH_MAX = 6;
const ITEMS_MAX = 3;
const PATHS_MAX = 300;

/** Every path into these payloads that a mapping or a template can name, then the well-known keys. */
export function payloadPaths(payloads: readonly Readonly<Record<string, unknown>>[]): string[] {
  const found = new Set<string>();
  for (const payload of payloads) collect(payload, "", 0, found);
  return [...new Set([...found, ...WELL_KNOWN])];
}

function collect(value: unknown, path: string, depth: number, found: Set<string>): void {
  if (found.size >= PATHS_MAX || depth > DEPTH_MAX) return;
  if (path !== "") {
    if (path.length > PATH_CHARACTERS_MAX || !PATH.test(path)) return;
    found.add(path);
  }
  if (typeof value !== "object" || value === null) return;
  const entries = Object.entries(value);
  for (const [key, item] of Array.isArray(value) ? entries.slice(0, ITEMS_MAX) : entries) {
    collect(item, path === "" ? key : `${path}.${key}`, depth + 1, found);
  }
}
