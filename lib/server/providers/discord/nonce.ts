/** The 128 bits of a rule event's id in the 25 characters that a nonce may have: one message for all of its attempts. */
export function toNonce(ruleEventId: string): string {
  return BigInt(`0x${ruleEventId.replaceAll("-", "")}`).toString(36);
}
