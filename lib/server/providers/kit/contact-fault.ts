import type { FaultClass, Loaded } from "./fault.ts";

/** That a person is gone says nothing about what the rule points to: the rule is not broken. */
export function asContactFault<T>(answer: Loaded<T>, as: FaultClass = "invalid"): Loaded<T> {
  if (answer.ok || answer.fault.class !== "target_gone") return answer;
  return { ok: false, fault: { ...answer.fault, class: as } };
}
