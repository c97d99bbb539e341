import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Env } from "./env.ts";
import { parseKeyRing, type KeyRing } from "./sealed-secrets.ts";

const FILE = "keys.json";
const KEY_BYTES = 32;

const LocalKeys = z.object({ encryption: z.string(), signing: z.string() });

export type ServerKeys = { encryption: KeyRing; signing: KeyRing };

/** The keys of the environment, and those of the data folder in the place of what it does not name. */
export function serverKeys(env: Pick<Env, "encryptionKeys" | "signingKeys" | "dataDir">): ServerKeys {
  const { encryptionKeys: encryption, signingKeys: signing } = env;
  if (encryption !== undefined && signing !== undefined) return { encryption, signing };
  const local = localKeys(env.dataDir);
  return { encryption: encryption ?? local.encryption, signing: signing ?? local.signing };
}

export function hasLocalKeys(dataDir: string): boolean {
  return existsSync(join(dataDir, FILE));
}

/**
 * Keys for development and the demo, made once and kept in the data folder, readable by its owner only. Production
 * never comes here: its keys come from the environment.
 */
export function localKeys(dataDir: string): ServerKeys {
  const path = join(dataDir, FILE);
  const keys = LocalKeys.parse(JSON.parse(readOrCreate(path)));
  return { encryption: parseKeyRing(keys.encryption), signing: parseKeyRing(keys.signing) };
}

/** Puts a new encryption key before those that the data folder has. Only while no server runs on the folder. */
export function addLocalEncryptionKey(dataDir: string): string {
  const path = join(dataDir, FILE);
  const keys = LocalKeys.parse(JSON.parse(readOrCreate(path)));
  const id = `local-${randomBytes(4).toString("hex")}`;
  const next = { ...keys, encryption: `${newKey(id)},${keys.encryption}` };
  // Written beside and moved into place: a crash leaves either the old file or the new one.
  const draft = `${path}.${id}`;
  writeFileSync(draft, JSON.stringify(next), { mode: 0o600, flag: "wx", flush: true });
  renameSync(draft, path);
  flushFolder(dataDir);
  return id;
}

/** The new name must be on the disk before anything is sealed with the key behind it. */
function flushFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function readOrCreate(path: string): string {
  const fresh = JSON.stringify({ encryption: newKey(), signing: newKey() });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, fresh, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return readFileSync(path, "utf8");
    throw error;
  }
}

function newKey(id = "local"): string {
  return `${id}:${randomBytes(KEY_BYTES).toString("base64")}`;
}
