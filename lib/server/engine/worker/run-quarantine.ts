import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";

/** Claims what is in quarantine one by one: when one of them ends this process, no other loses its lease with it. */
export function runQuarantine(
  claimOne: () => Promise<ClaimedRuleEvent[]>,
  attempt: (claimed: ClaimedRuleEvent) => Promise<void>,
): () => Promise<void> {
  let isBusy = false;
  return async () => {
    if (isBusy) return;
    const [claimed] = await claimOne();
    if (claimed === undefined) return;
    isBusy = true;
    void attempt(claimed).finally(() => {
      isBusy = false;
    });
  };
}
