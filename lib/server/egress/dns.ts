import { Resolver } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { LOCALHOST_ADDRESSES } from "./check-url.ts";
import { errorCode } from "./network-problem.ts";

/** Answers every address of a name, in no particular order; rejects with the DNS error codes of Node. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** Look-ups of one name that run at the same time share one question. RFC 6761: `localhost` goes to no resolver. */
export function createResolver(resolve: ResolveHost = createDns()): ResolveHost {
  const running = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    if (hostname === "localhost") return Promise.resolve(LOCALHOST_ADDRESSES);
    const shared = running.get(hostname);
    if (shared !== undefined) return shared;
    const question = resolve(hostname).finally(() => running.delete(hostname));
    running.set(hostname, question);
    return question;
  };
}

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

type DnsOptions = {
  /** `address:port` of the servers to ask; the system's unless given. */
  servers?: readonly string[];
  hostsFile?: string;
};

type Answer = { addresses: readonly string[]; ttlMs: number };

const TRY_MS = 1_000;
const TRY_MS_MAX = 2_000;
const TRIES = 3;
/** A resolver reads the system's configuration when it is made. */
const RESOLVER_AGE_MAX_MS = 60_000;
const QUESTIONS_AT_ONCE_MAX = 256;
const NAMES_KEPT_MAX = 10_000;
const TTL_MS_MAX = 300_000;
/** A name that is dead is not asked for again by each of its deliveries. */
const FAILURE_KEPT_MS = 2_000;
/** RFC 8305, section 3: how long the addresses of one family wait for the other. */
const RESOLUTION_DELAY_MS = 50;

/**
 * Look-ups by c-ares, off the four threads that `getaddrinfo` shares with files and cryptography: names that nobody
 * answers for keep nothing else waiting. The hosts file comes first; answers are kept as long as their TTL says.
 */
export function createDns({ servers, hostsFile }: DnsOptions = {}): (hostname: string) => Promise<readonly string[]> {
  const hosts = createHostsFile(hostsFile);
  const resolver = renewedResolver(servers);
  const known = new LRUCache<string, Answer | Error>({ max: NAMES_KEPT_MAX });
  const limit = limited(QUESTIONS_AT_ONCE_MAX);

  async function ask(hostname: string): Promise<readonly string[]> {
    try {
      const answer = await limit(() => askBoth(resolver(), hostname));
      if (answer.ttlMs > 0) known.set(hostname, answer, { ttl: answer.ttlMs });
      return answer.addresses;
    } catch (error) {
      const failure = dnsError(error);
      known.set(hostname, failure, { ttl: FAILURE_KEPT_MS });
      throw failure;
    }
  }

  return async (hostname) => {
    const local = hosts(hostname);
    if (local !== undefined) return local;
    const kept = known.get(hostname);
    if (kept instanceof Error) throw kept;
    return kept?.addresses ?? ask(hostname);
  };
}

function renewedResolver(servers: readonly string[] | undefined): () => Resolver {
  let madeAt = 0;
  // The one before is held for as long as its last questions can take.
  let resolvers: readonly Resolver[] = [];
  return () => {
    const [current] = resolvers;
    if (current !== undefined && performance.now() - madeAt < RESOLVER_AGE_MAX_MS) return current;
    const next = new Resolver({ timeout: TRY_MS, maxTimeout: TRY_MS_MAX, tries: TRIES });
    if (servers !== undefined) next.setServers(servers);
    madeAt = performance.now();
    resolvers = [next, ...resolvers.slice(0, 1)];
    return next;
  };
}

/** Both families at once. One that answers late or not at all does not keep the other's addresses waiting. */
async function askBoth(resolver: Resolver, hostname: string): Promise<Answer> {
  const questions = [resolver.resolve6(hostname, { ttl: true }), resolver.resolve4(hostname, { ttl: true })];
  const answers: Answer[] = [];
  const all = Promise.allSettled(questions.map(async (question) => answers.push(toAnswer(await question))));
  const first = Promise.any(questions).then(
    () => delay(RESOLUTION_DELAY_MS),
    () => undefined,
  );
  await Promise.race([all, first]);
  if (answers.length === 0) throw await worst(questions);
  return {
    addresses: answers.flatMap(({ addresses }) => addresses),
    ttlMs: Math.min(TTL_MS_MAX, ...answers.map(({ ttlMs }) => ttlMs)),
  };
}

function toAnswer(records: readonly { address: string; ttl: number }[]): Answer {
  return {
    addresses: records.map(({ address }) => address),
    ttlMs: Math.min(...records.map(({ ttl }) => ttl)) * 1_000,
  };
}

/** What says most: a family without an address says less than a server that failed. */
async function worst(questions: readonly Promise<unknown>[]): Promise<unknown> {
  const settled = await Promise.allSettled(questions);
  const reasons: unknown[] = settled.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  return reasons.find((reason) => errorCode(reason) !== "ENODATA") ?? reasons[0];
}

/** c-ares has codes of its own, of which some mean something else for a connection (ECONNREFUSED: by the DNS server). */
const CODES: Readonly<Record<string, string>> = {
  ENOTFOUND: "ENOTFOUND",
  EBADNAME: "ENOTFOUND",
  ENODATA: "ENODATA",
  ETIMEOUT: "EAI_AGAIN",
  ECONNREFUSED: "EAI_AGAIN",
};

function dnsError(error: unknown): Error {
  const code = CODES[errorCode(error) ?? ""] ?? "EAI_FAIL";
  return Object.assign(new Error(`DNS: ${code}`, { cause: error }), { code });
}

/** Runs no more than `max` at once; the others wait in order. */
function limited(max: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
