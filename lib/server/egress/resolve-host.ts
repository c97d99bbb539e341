import { lookup } from "node:dns/promises";
import { LOCALHOST_ADDRESSES } from "./check-url.ts";

/** Answers every address of a name, in order of preference; rejects with Node's DNS error codes. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

async function systemLookup(hostname: string): Promise<readonly string[]> {
  const answers = await lookup(hostname, { all: true, order: "verbatim" });
  return answers.map((answer) => answer.address);
}

/**
 * Lookups of one name that run at the same time share one question. `getaddrinfo` occupies one of only four threads of
 * the process, so 64 connections to one dead name must not queue 64 questions in front of everybody else's.
 */
export function createResolver(resolve: ResolveHost = systemLookup): ResolveHost {
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
