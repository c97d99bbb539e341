import { LOCALHOST_ADDRESSES } from "./check-url.ts";
import { createDns } from "./dns.ts";

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
