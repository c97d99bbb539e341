import type { Adapter, AdapterPayload } from "oidc-provider";

/** What the OAuth server keeps, in memory; a test can look into it. */
export function createOAuthStorage() {
  const kept = new Map<string, AdapterPayload>();
  const find = (isMeant: (payload: AdapterPayload) => boolean, kind: string) =>
    [...kept].find(([key, payload]) => key.startsWith(`${kind}:`) && isMeant(payload))?.[1];

  function revoke(isMeant: (payload: AdapterPayload) => boolean): void {
    for (const [key, payload] of kept) if (isMeant(payload)) kept.delete(key);
  }

  return {
    adapter: (kind: string): Adapter => ({
      upsert: async (id, payload) => void kept.set(`${kind}:${id}`, payload),
      find: async (id) => kept.get(`${kind}:${id}`),
      findByUid: async (uid) => find((payload) => payload.uid === uid, kind),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = kept.get(`${kind}:${id}`);
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void kept.delete(`${kind}:${id}`),
      revokeByGrantId: async (grantId) => revoke((payload) => payload.grantId === grantId),
    }),
    revokeAccount: (account: string) => revoke((payload) => payload.accountId === account),
  };
}
