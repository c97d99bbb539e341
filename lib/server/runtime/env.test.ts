import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { TEST_KEYS } from "#lib/testing/server/test-env.ts";
import { EnvError, readEnv } from "./env.ts";

/** What a server in production must name. */
const NAMED = {
  ...TEST_KEYS,
  DATABASE_URL: "postgres://meshes@db.internal/meshes",
  MESHES_PUBLIC_URL: "https://meshes.example.com",
  MESHES_HOST: "127.0.0.1",
};
const key = () => randomBytes(32).toString("base64");

function problemOf(variables: Record<string, string>): string {
  try {
    readEnv({ ...NAMED, ...variables });
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  throw new Error("Nothing was refused");
}

const WRONG: Record<string, readonly string[]> = {
  MESHES_ENV: ["prod", "Production", "test"],
  MESHES_ROLE: ["both", "api"],
  PORT: ["http", "-1", "65536", "3000.5", "999999"],
  HOST_PORT: ["x", "70000"],
  MESHES_PUBLIC_URL: ["embed.example.com", "ftp://example.com", "javascript:alert(1)"],
  DATABASE_URL: ["localhost", "mysql://x/y", "http://x"],
  MESHES_DATABASE_POOL: ["0", "1", "501", "many"],
  MESHES_ENCRYPTION_KEYS: [
    "k1",
    "k1:",
    "k1:short",
    key(),
    `k 1:${key()}`,
    `k1:${key()},k1:${key()}`,
    `k1:${key()},`,
    `k1:${randomBytes(16).toString("base64")}`,
  ],
  MESHES_SIGNING_KEYS: ["k1", "k1:short", `k1:${randomBytes(33).toString("base64")}`],
  MESHES_EMBED_HTTP_HOSTS: ["http://a.example", "a.example:80", "*", "a b"],
  MESHES_EMBED_APP_ORIGINS: [
    "https://a.example",
    "http://localhost",
    "ws://localhost",
    "file://",
    "file://localhost",
    "data:",
    "null",
    "tauri:",
    "tauri://",
    "tauri://*",
    "tauri://localhost/",
    "tauri://localhost;x",
    "TAURI://localhost",
    "tauri://user@localhost",
    "tauri://localhost:*",
    "chrome-extension://a b",
  ],
  MESHES_EMBED_ORIGINS: [
    "tauri://localhost",
    "*",
    "https://*.example.com",
    "https://a.example,app",
    "http://a.example",
    "https://a.example;x",
  ],
  MESHES_ALLOW_PRIVATE_DESTINATIONS: ["10.0.0.0", "10.0.0.0/33", "x/8", "10.0.0.0/8,nonsense"],
  MESHES_TRUSTED_PROXIES: ["10.0.0.1", "loopback"],
  MESHES_CONNECTIONS_MAX: ["9", "many"],
  MESHES_RATE_LIMIT_ANONYMOUS: ["20", "0/5"],
  MESHES_RETRY_SCHEDULE: ["5", "5s,", "soon"],
  MESHES_DELIVERY_TIMEOUT_MS: ["99", "300001", "15s"],
  MESHES_CONNECT_TIMEOUT_MS: ["0", "60001"],
  MESHES_DELIVERY_CONCURRENCY: ["0", "10001"],
  MESHES_CONNECTION_CONCURRENCY: ["0", "1001", "-5"],
  MESHES_LEASE_MS: ["499", "600001"],
  MESHES_DISK_RESERVE_MB: ["-1", "half"],
  MESHES_INGEST_QUEUE: ["99", "1000001"],
  MESHES_INGEST_QUEUE_MB: ["15", "16385"],
  MESHES_RATE_LIMIT_MANAGEMENT: ["20", "0/5", "5/0", "a/b", "20/100/1"],
  MESHES_RATE_LIMIT_INGEST: ["500/99", "-1"],
  MESHES_RATE_LIMIT_INGEST_KB: ["1024/5119", "10 MB"],
  MESHES_RATE_LIMIT_SESSION: ["off"],
  MESHES_RATE_LIMIT_MINT: ["1.5/10"],
  MESHES_RATE_LIMIT_STORE: ["redis"],
  MESHES_LOG_LEVEL: ["verbose", "INFO"],
};

describe("a wrong setting", () => {
  it.each(Object.entries(WRONG).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    "%s=%s is named",
    (name, value) => {
      const text = problemOf({ [name]: value });
      expect(text.split("\n").filter((line) => line.startsWith("  "))).toEqual([
        expect.stringMatching(new RegExp(`^  ${name}: .+`)),
      ]);
    },
  );

  it("is named together with all others", () => {
    const text = problemOf({ PORT: "x", MESHES_ENV: "prod", MESHES_LEASE_MS: "1" });
    for (const name of ["PORT", "MESHES_ENV", "MESHES_LEASE_MS"]) expect(text).toContain(name);
  });

  it("never shows a key", () => {
    const secret = randomBytes(20).toString("base64");
    for (const value of [secret, `k1:${secret}`, `k1:x:${secret}`, `${secret}:k1`, `k1:${key()},${secret}`]) {
      for (const name of ["MESHES_ENCRYPTION_KEYS", "MESHES_SIGNING_KEYS"])
        expect(problemOf({ [name]: value })).not.toContain(secret);
    }
    expect(problemOf({ DATABASE_URL: "mysql://user:planted@host/x" })).not.toContain("planted");
  });
});

describe("production", () => {
  it.each(Object.keys(NAMED))("refuses to start without %s", (name) => {
    expect(problemOf({ [name]: "" })).toMatch(new RegExp(`^${name} is required in production: [^\\n]+$`));
  });

  it("names everything that is missing at once", () => {
    const missing = Object.fromEntries(Object.keys(NAMED).map((name) => [name, ""]));
    expect(problemOf(missing).split("\n")).toHaveLength(Object.keys(NAMED).length);
  });

  it("takes its own database only when that is said", () => {
    expect(problemOf({ DATABASE_URL: "", MESHES_EMBEDDED_DATABASE: "false" })).toContain("DATABASE_URL is required");
    const env = readEnv({ ...NAMED, DATABASE_URL: "", MESHES_EMBEDDED_DATABASE: "true" });
    expect(env).toMatchObject({ databaseUrl: undefined, embeddedDatabase: true });
    expect(readEnv(NAMED).embeddedDatabase).toBe(false);
  });

  it("refuses keys that nobody drew at random", () => {
    const zeros = Buffer.alloc(32).toString("base64");
    const typed = Buffer.from("passwordpasswordpasswordpassword").toString("base64");
    for (const text of [zeros, typed]) {
      expect(problemOf({ MESHES_SIGNING_KEYS: `k1:${text}` })).toContain("key 'k1' is not random");
      expect(problemOf({ MESHES_ENCRYPTION_KEYS: `k1:${text}` })).toContain("key 'k1' is not random");
    }
  });

  it("is what nobody has to ask for", () => {
    expect(() => readEnv({})).toThrow(EnvError);
    expect(readEnv(NAMED).mode).toBe("production");
  });

  it("embeds nowhere and calls no private address unless told so", () => {
    expect(readEnv(NAMED)).toMatchObject({ embedOrigins: { kind: "listed", origins: [] }, allowPrivate: [] });
  });
});

describe("settings", () => {
  it("have the documented defaults", () => {
    expect(readEnv(NAMED)).toMatchObject({
      role: "all",
      port: 3000,
      dataDir: ".meshes",
      deliveryTimeoutMs: 15_000,
      connectTimeoutMs: 5_000,
      rateLimits: {
        management: { perSecond: 20, burst: 100 },
        ingest: { perSecond: 500, burst: 2_000 },
        ingestKib: { perSecond: 10_240, burst: 65_536 },
        session: { perSecond: 20, burst: 60 },
        mint: { perSecond: 10, burst: 50 },
      },
      rateLimitStore: "auto",
      retryScheduleMs: [5_000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000],
    });
  });

  it.each(["development", "demo"])("need no keys in %s", (mode) => {
    expect(readEnv({ MESHES_ENV: mode })).toMatchObject({
      mode,
      host: "localhost",
      publicUrl: "http://localhost:3000",
      databaseUrl: undefined,
      embeddedDatabase: true,
      embedOrigins: { kind: "loopback" },
      encryptionKeys: undefined,
    });
  });

  it("treat an empty variable as one that is not set", () => {
    expect(readEnv({ ...NAMED, PORT: "", MESHES_EMBED_ORIGINS: "", MESHES_LOG_LEVEL: "" })).toMatchObject({
      port: 3000,
      logLevel: "info",
    });
  });

  it("read lists, and cut what is superfluous", () => {
    const env = readEnv({
      ...NAMED,
      MESHES_EMBED_ORIGINS: " https://a.example , http://localhost:4000,",
      MESHES_ALLOW_PRIVATE_DESTINATIONS: "127.0.0.0/8, fd00::/8",
      MESHES_PUBLIC_URL: "https://embed.example.com///",
    });
    expect(env.embedOrigins).toEqual({ kind: "listed", origins: ["https://a.example", "http://localhost:4000"] });
    expect(env.embedAppOrigins).toEqual([]);
    expect(env.allowPrivate).toEqual(["127.0.0.0/8", "fd00::/8"]);
    expect(env.publicUrl).toBe("https://embed.example.com");
  });

  it("name the origins of apps, also for the default list", () => {
    const apps = ["tauri://localhost", "capacitor://localhost", "chrome-extension://abcdefghijklmnop", "app://-"];
    const env = readEnv({
      ...NAMED,
      MESHES_EMBED_APP_ORIGINS: apps.join(", "),
      MESHES_EMBED_ORIGINS: "https://a.example,tauri://localhost",
    });
    expect(env.embedAppOrigins).toEqual(apps);
    expect(env.embedOrigins).toEqual({ kind: "listed", origins: ["https://a.example", "tauri://localhost"] });
  });

  it("use the first key and know the others", () => {
    const env = readEnv({ ...NAMED, MESHES_ENCRYPTION_KEYS: `new:${key()}, old:${key()}` });
    expect(env.encryptionKeys?.current.id).toBe("new");
    expect([...(env.encryptionKeys?.byId.keys() ?? [])]).toEqual(["new", "old"]);
  });
});
