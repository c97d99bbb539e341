import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Adapter, AdapterPayload } from "oidc-provider";

export type OAuthStorage = ReturnType<typeof createOAuthStorage>;

/** What the OAuth server keeps, in memory; and in `file`, so that what was granted outlives it. */
export function createOAuthStorage(file?: string) {
  const kept = new Map<string, AdapterPayload>(file === undefined || !existsSync(file) ? [] : readKept(file));
  const changed = () => file === undefined || writeFileSync(file, JSON.stringify([...kept]), { mode: 0o600 });
  const find = (isMeant: (payload: AdapterPayload) => boolean, kind: string) =>
    [...kept].find(([key, payload]) => key.startsWith(`${kind}:`) && isMeant(payload))?.[1];

  function revoke(isMeant: (payload: AdapterPayload) => boolean): void {
    for (const [key, payload] of kept) if (isMeant(payload)) kept.delete(key);
    changed();
  }

  return {
    adapter: (kind: string): Adapter => ({
      upsert: async (id, payload) => {
        kept.set(`${kind}:${id}`, payload);
        changed();
      },
      find: async (id) => kept.get(`${kind}:${id}`),
      findByUid: async (uid) => find((payload) => payload.uid === uid, kind),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = kept.get(`${kind}:${id}`);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        kept.delete(`${kind}:${id}`);
        changed();
      },
      revokeByGrantId: async (grantId) => revoke((payload) => payload.grantId === grantId),
    }),
    revokeAccount: (account: string) => revoke((payload) => payload.accountId === account),
  };
}

function readKept(file: string): [string, AdapterPayload][] {
  return JSON.parse(readFileSync(file, "utf8")) as [string, AdapterPayload][];
}
