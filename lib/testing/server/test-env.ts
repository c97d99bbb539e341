import { randomBytes } from "node:crypto";
import { readEnv, type Env } from "#lib/server/runtime/env.ts";

const key = () => `test:${randomBytes(32).toString("base64")}`;

/** Keys that every server of one test process shares, so that several servers can work on one database. */
export const TEST_KEYS = { MESHES_ENCRYPTION_KEYS: key(), MESHES_SIGNING_KEYS: key() };

/** Tests and benchmarks go as fast as they can. */
export const NO_RATE_LIMITS = {
  MESHES_RATE_LIMIT_MANAGEMENT: "0",
  MESHES_RATE_LIMIT_INGEST: "0",
  MESHES_RATE_LIMIT_INGEST_KB: "0",
  MESHES_RATE_LIMIT_SESSION: "0",
  MESHES_RATE_LIMIT_MINT: "0",
  MESHES_RATE_LIMIT_ANONYMOUS: "0",
};

/** The settings of a server under test as environment variables: loopback receivers allowed, quick retries. */
export function testVariables(overrides: Record<string, string> = {}): Record<string, string> {
  return {
    MESHES_ENV: "production",
    PORT: "0",
    MESHES_HOST: "127.0.0.1",
    MESHES_PUBLIC_URL: `http://localhost:${overrides["PORT"] ?? "0"}`,
    MESHES_EMBEDDED_DATABASE: "true",
    MESHES_ALLOW_PRIVATE_DESTINATIONS: "127.0.0.0/8",
    MESHES_RETRY_SCHEDULE: "50ms,100ms,200ms",
    MESHES_LOG_LEVEL: "silent",
    MESHES_DRAIN_MS: "0",
    ...NO_RATE_LIMITS,
    ...TEST_KEYS,
    ...overrides,
  };
}

export function testEnv(overrides: Record<string, string> = {}): Env {
  return readEnv(testVariables(overrides));
}
