import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseKeyRing, type KeyRing } from "./key-ring.ts";

const FILE = "keys.json";
const KEY_BYTES = 32;

const LocalKeys = z.object({ encryption: z.string(), signing: z.string() });

export type ServerKeys = { encryption: KeyRing; signing: KeyRing };

/**
 * Keys for development and the demo, made once and kept in the data folder, readable by its owner only. Production
 * never comes here: its keys come from the environment.
 */
export function localKeys(dataDir: string): ServerKeys {
  const path = join(dataDir, FILE);
  const keys = LocalKeys.parse(JSON.parse(readOrCreate(path)));
  return { encryption: parseKeyRing(keys.encryption), signing: parseKeyRing(keys.signing) };
}

function readOrCreate(path: string): string {
  const fresh = JSON.stringify({ encryption: newKey(), signing: newKey() });
  try {
    writeFileSync(path, fresh, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return readFileSync(path, "utf8");
    throw error;
  }
}

function newKey(): string {
  return `local:${randomBytes(KEY_BYTES).toString("base64")}`;
}
