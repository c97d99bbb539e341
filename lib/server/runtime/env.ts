import { z } from "zod";
import { BULK_BYTES_MAX, BULK_ITEMS_MAX } from "#lib/contracts/events.ts";
import { parseEmbedOrigin, isAppOrigin, isSecureOrigin } from "#lib/contracts/sessions.ts";
import { createAddressPolicy } from "./addresses/address-policy.ts";
import { parseDurations } from "./durations.ts";
import { readProviderVariables, withoutEndSlashes, type ProviderSettings } from "./provider-variables.ts";
import { parseRateLimit, type BucketLimits, type RateLimit } from "./rate-limit.ts";
import { parseKeyRing, type KeyRing } from "./sealed-secrets.ts";

const MINUTE_MS = 60_000;
/** What load balancers take to notice, asking every second. */
const DRAIN_MS = 3_000;

const port = z
  .string()
  .regex(/^\d{1,5}$/, "a port number")
  .transform(Number)
  .pipe(z.int().max(65_535, "a port number"));

const count = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max));

const flag = z.enum(["true", "false"]).transform((text) => text === "true");

function parsed<T>(parse: (text: string) => T) {
  return z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

function parseList(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function parseOrigins(text: string): string[] {
  return parseList(text).map((address) => {
    if (isAppOrigin(address)) return address;
    const origin = parseEmbedOrigin(address);
    if (origin === undefined) throw new Error(`'${address}' is not an address such as https://app.example.com`);
    return origin;
  });
}

function parseAppOrigins(text: string): string[] {
  return parseList(text).map((origin) => {
    if (!isAppOrigin(origin)) throw new Error(`'${origin}' is not the origin of an app, such as tauri://localhost`);
    return origin;
  });
}

function parseHosts(text: string): string[] {
  return parseList(text).map((host) => {
    const origin = parseEmbedOrigin(`http://${host}`);
    if (origin !== `http://${host.toLowerCase()}`) throw new Error(`'${host}' is not the name of a host`);
    return host.toLowerCase();
  });
}

function parseCidrs(text: string): string[] {
  const cidrs = parseList(text);
  createAddressPolicy(cidrs);
  return cidrs;
}

const rateLimit = (standard: string, burstMin?: number) =>
  z
    .string()
    .default(standard)
    .pipe(parsed((text) => parseRateLimit(text, burstMin)));

/** Every setting of the server. `.env.example` lists them with their meaning. */
const Settings = z.object({
  MESHES_ENV: z.enum(["production", "development", "demo"]).default("production"),
  MESHES_ROLE: z.enum(["all", "web", "worker"]).default("all"),
  PORT: port.default(3000),
  HOST_PORT: port.default(4000),
  MESHES_HOST: z.string().min(1).optional(),
  MESHES_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MESHES_EMBEDDED_DATABASE: flag.default(false),
  DATABASE_DIRECT_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  MESHES_DATABASE_POOLER: z.enum(["auto", "none", "session", "transaction"]).default("auto"),
  MESHES_DATABASE_POOL: count(2, 500).default(16),
  MESHES_DATA_DIR: z.string().min(1).default(".meshes"),
  MESHES_DISK_RESERVE_MB: count(0, 1_048_576).default(512),
  MESHES_ENCRYPTION_KEYS: parsed(parseKeyRing).optional(),
  MESHES_SIGNING_KEYS: parsed(parseKeyRing).optional(),
  MESHES_EMBED_ORIGINS: parsed(parseOrigins).optional(),
  MESHES_EMBED_HTTP_HOSTS: parsed(parseHosts).default([]),
  MESHES_EMBED_APP_ORIGINS: parsed(parseAppOrigins).default([]),
  MESHES_ALLOW_PRIVATE_DESTINATIONS: parsed(parseCidrs).optional(),
  MESHES_TRUSTED_PROXIES: parsed(parseCidrs).optional(),
  MESHES_CONNECTIONS_MAX: count(10, 1_000_000).default(10_000),
  MESHES_RETRY_SCHEDULE: parsed(parseDurations).default(parseDurations("5s,30s,2m,10m,30m,2h,6h,12h,24h")),
  MESHES_DELIVERY_TIMEOUT_MS: count(100, 5 * MINUTE_MS).default(15_000),
  MESHES_CONNECT_TIMEOUT_MS: count(100, MINUTE_MS).default(5_000),
  MESHES_DELIVERY_CONCURRENCY: count(1, 10_000).default(256),
  MESHES_CONNECTION_CONCURRENCY: count(1, 1_000).default(64),
  MESHES_LEASE_MS: count(500, 10 * MINUTE_MS).default(6_000),
  MESHES_BULK_RETRY_RATE: count(1, 5_000).default(100),
  MESHES_INGEST_QUEUE: count(100, 1_000_000).default(10_000),
  MESHES_INGEST_QUEUE_MB: count(16, 16_384).default(128),
  MESHES_RATE_LIMIT_MANAGEMENT: rateLimit("20/100"),
  MESHES_RATE_LIMIT_INGEST: rateLimit("500/2000", BULK_ITEMS_MAX),
  MESHES_RATE_LIMIT_INGEST_KB: rateLimit("10240/65536", BULK_BYTES_MAX / 1024),
  MESHES_RATE_LIMIT_SESSION: rateLimit("20/60"),
  MESHES_RATE_LIMIT_MINT: rateLimit("10/50"),
  MESHES_RATE_LIMIT_ANONYMOUS: rateLimit("20/100"),
  MESHES_RATE_LIMIT_STORE: z.enum(["auto", "memory", "postgres"]).default("auto"),
  MESHES_DRAIN_MS: count(0, MINUTE_MS).optional(),
  MESHES_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = {
  mode: "production" | "development" | "demo";
  role: "all" | "web" | "worker";
  port: number;
  /** Where the demo's host page listens. */
  hostPort: number;
  host: string;
  publicUrl: string;
  databaseUrl: string | undefined;
  /** Production runs on the PostgreSQL below the data folder only when it says so. */
  embeddedDatabase: boolean;
  /** Past the pooler of `databaseUrl`, to the database itself. */
  databaseDirectUrl: string | undefined;
  /** What stands before the database of `databaseUrl`. */
  databasePooler: "auto" | "none" | "session" | "transaction";
  databasePool: number;
  dataDir: string;
  /** What the disk of the embedded database keeps free of new events; 0 keeps nothing. */
  diskReserveBytes: number;
  encryptionKeys: KeyRing | undefined;
  signingKeys: KeyRing | undefined;
  embedOrigins: EmbedOrigins;
  /** Hosts whose pages may embed the workspace over plain http, besides loopback ones. */
  embedHttpHosts: readonly string[];
  /** Apps and extensions whose pages may embed the workspace, each by its exact origin. */
  embedAppOrigins: readonly string[];
  allowPrivate: readonly string[];
  /** CIDR ranges of the operator's own proxies, whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Connections that the HTTP server holds at once. */
  connectionsMax: number;
  retryScheduleMs: readonly number[];
  deliveryTimeoutMs: number;
  connectTimeoutMs: number;
  deliveryConcurrency: number;
  connectionConcurrency: number;
  leaseMs: number;
  /** Deliveries a second that a bulk retry starts again, in each workspace. */
  bulkRetryRate: number;
  /** Events that were taken and are not answered yet. */
  ingestQueue: { eventsMax: number; bytesMax: number };
  rateLimits: BucketLimits;
  /** Requests without a valid credential that cost work, for each address. */
  anonymousLimit: RateLimit | undefined;
  /** Where they are counted; `auto`: in the database when more than one process answers the API. */
  rateLimitStore: "auto" | "memory" | "postgres";
  /** How long a server that stops is told from one that is ready, before it takes nothing more. */
  drainMs: number;
  logLevel: string;
  /** What is configured for the providers, by integration type. */
  providers: ProviderSettings;
};

/** Which pages may frame a workspace whose session names no origins. */
export type EmbedOrigins = { kind: "listed"; origins: readonly string[] } | { kind: "loopback" };

export class EnvError extends Error {}

/**
 * Reads and checks all settings. Throws EnvError that names each variable at fault, never its value. A server in
 * production names what it cannot guess: its keys, database and addresses. A command asks for what it needs itself.
 */
export function readEnv(
  source: Record<string, string | undefined> = process.env,
  reader: "server" | "command" = "server",
): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = Settings.safeParse(present);
  const ofProviders = readProviderVariables(present);
  if (!result.success || !ofProviders.ok) {
    const issues = result.success
      ? []
      : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    const lines = [...issues, ...(ofProviders.ok ? [] : ofProviders.problems)].map((line) => `  ${line}`);
    throw new EnvError(`These settings are wrong:\n${lines.join("\n")}`);
  }
  const env = toEnv(result.data, ofProviders.providers);
  if (reader === "server" && env.mode === "production") requireNamed(result.data);
  return env;
}

function toEnv(settings: z.infer<typeof Settings>, providers: ProviderSettings): Env {
  const mode = settings.MESHES_ENV;
  return {
    mode,
    role: settings.MESHES_ROLE,
    port: settings.PORT,
    hostPort: settings.HOST_PORT,
    host: settings.MESHES_HOST ?? "localhost",
    publicUrl: withoutEndSlashes(settings.MESHES_PUBLIC_URL ?? `http://localhost:${settings.PORT}`),
    databaseUrl: settings.DATABASE_URL,
    embeddedDatabase: settings.MESHES_EMBEDDED_DATABASE || mode !== "production",
    databaseDirectUrl: settings.DATABASE_DIRECT_URL,
    databasePooler: settings.MESHES_DATABASE_POOLER,
    databasePool: settings.MESHES_DATABASE_POOL,
    dataDir: settings.MESHES_DATA_DIR,
    diskReserveBytes: settings.MESHES_DISK_RESERVE_MB * 1024 * 1024,
    encryptionKeys: settings.MESHES_ENCRYPTION_KEYS,
    signingKeys: settings.MESHES_SIGNING_KEYS,
    embedOrigins: parseEmbedOrigins(settings, mode),
    embedHttpHosts: settings.MESHES_EMBED_HTTP_HOSTS,
    embedAppOrigins: settings.MESHES_EMBED_APP_ORIGINS,
    allowPrivate: settings.MESHES_ALLOW_PRIVATE_DESTINATIONS ?? (mode === "demo" ? ["127.0.0.0/8", "::1/128"] : []),
    trustedProxies: settings.MESHES_TRUSTED_PROXIES ?? [],
    connectionsMax: settings.MESHES_CONNECTIONS_MAX,
    retryScheduleMs: settings.MESHES_RETRY_SCHEDULE,
    deliveryTimeoutMs: settings.MESHES_DELIVERY_TIMEOUT_MS,
    connectTimeoutMs: settings.MESHES_CONNECT_TIMEOUT_MS,
    deliveryConcurrency: settings.MESHES_DELIVERY_CONCURRENCY,
    connectionConcurrency: settings.MESHES_CONNECTION_CONCURRENCY,
    leaseMs: settings.MESHES_LEASE_MS,
    bulkRetryRate: settings.MESHES_BULK_RETRY_RATE,
    ingestQueue: { eventsMax: settings.MESHES_INGEST_QUEUE, bytesMax: settings.MESHES_INGEST_QUEUE_MB * 1024 * 1024 },
    rateLimits: {
      management: settings.MESHES_RATE_LIMIT_MANAGEMENT,
      ingest: settings.MESHES_RATE_LIMIT_INGEST,
      ingestKib: settings.MESHES_RATE_LIMIT_INGEST_KB,
      session: settings.MESHES_RATE_LIMIT_SESSION,
      mint: settings.MESHES_RATE_LIMIT_MINT,
    },
    anonymousLimit: settings.MESHES_RATE_LIMIT_ANONYMOUS,
    rateLimitStore: settings.MESHES_RATE_LIMIT_STORE,
    drainMs: settings.MESHES_DRAIN_MS ?? (mode === "production" ? DRAIN_MS : 0),
    logLevel: settings.MESHES_LOG_LEVEL,
    providers,
  };
}

function parseEmbedOrigins(
  {
    MESHES_EMBED_ORIGINS: origins,
    MESHES_EMBED_HTTP_HOSTS: hosts,
    MESHES_EMBED_APP_ORIGINS: apps,
  }: z.infer<typeof Settings>,
  mode: Env["mode"],
): EmbedOrigins {
  if (origins === undefined) return mode === "production" ? { kind: "listed", origins: [] } : { kind: "loopback" };
  const unknown = origins.find((origin) => isAppOrigin(origin) && !apps.includes(origin));
  if (unknown !== undefined) {
    throw new EnvError(
      `These settings are wrong:\n  MESHES_EMBED_ORIGINS: '${unknown}' must also be named in MESHES_EMBED_APP_ORIGINS`,
    );
  }
  const plain = origins.find(
    (origin) => !isAppOrigin(origin) && !isSecureOrigin(origin) && !hosts.includes(new URL(origin).hostname),
  );
  if (plain !== undefined) {
    throw new EnvError(
      `These settings are wrong:\n  MESHES_EMBED_ORIGINS: '${plain}' must begin with https://, or its host be named in MESHES_EMBED_HTTP_HOSTS`,
    );
  }
  return { kind: "listed", origins };
}

const KEY_HINT = "'name:key' with 32 random bytes in base64, for example k1:$(openssl rand -base64 32)";

/** Development and the demo have a default for these. In production a default would be a guess that seems to work. */
const NAMED_IN_PRODUCTION = {
  DATABASE_URL:
    "the PostgreSQL to use, or set MESHES_EMBEDDED_DATABASE=true to keep the data on this machine, in the server's own",
  MESHES_PUBLIC_URL: "where browsers reach this server, for example https://meshes.example.com",
  MESHES_HOST: "the address to listen on: 127.0.0.1 behind a proxy on this machine, 0.0.0.0 in a container",
  MESHES_ENCRYPTION_KEYS: KEY_HINT,
  MESHES_SIGNING_KEYS: KEY_HINT,
} as const;

function requireNamed(settings: z.infer<typeof Settings>): void {
  const isNamed = new Set<string>(
    Object.entries({
      ...settings,
      DATABASE_URL: settings.DATABASE_URL ?? (settings.MESHES_EMBEDDED_DATABASE || undefined),
    })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name),
  );
  const missing = Object.entries(NAMED_IN_PRODUCTION).filter(([name]) => !isNamed.has(name));
  throwMissing(missing.map(([name, hint]) => `${name} is required in production: ${hint}`));
}

/** For commands that open or make secrets. Keys are made up and kept in the data folder for development and the demo alone. */
export function requireProductionKeys(env: Env): void {
  if (env.mode !== "production") return;
  const keys = { MESHES_ENCRYPTION_KEYS: env.encryptionKeys, MESHES_SIGNING_KEYS: env.signingKeys };
  const missing = Object.entries(keys).filter(([, ring]) => ring === undefined);
  throwMissing(missing.map(([name]) => `${name} is required in production: ${KEY_HINT}`));
}

function throwMissing(lines: readonly string[]): void {
  if (lines.length > 0) throw new EnvError(lines.join("\n"));
}
