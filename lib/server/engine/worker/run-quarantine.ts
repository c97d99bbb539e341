import type { ClaimedRuleEvent } from "#lib/server/engine/queue/claimed.ts";

/** Takes suspects over one by one: when one of them ends this process, no other suspect loses its lease with it. */
export function oneAtATime(
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
