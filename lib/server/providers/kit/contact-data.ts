import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { type FaultClass, type Loaded, loaded, refused } from "./fault.ts";

/** That a person is gone says nothing about what the rule points to: the rule is not broken. */
export function asContactFault<T>(answer: Loaded<T>, as: FaultClass = "invalid"): Loaded<T> {
  if (answer.ok || answer.fault.class !== "target_gone") return answer;
  return { ok: false, fault: { ...answer.fault, class: as } };
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The address that people are matched by; nothing is sent without one. */
export function requireEmail(data: Readonly<Record<string, unknown>>, key = "email"): Loaded<string> {
  const email = asText(data[key]).trim();
  if (email === "") return refused("mapping", `The mapping gives no value for ${key}, which finds the person`);
  if (!EMAIL.test(email)) return refused("mapping", `The value for ${key} is not an e-mail address`);
  return { ok: true, value: email };
}

const Keyed = z.record(z.string(), z.unknown());

/** What is mapped into an object, such as `template_variables.plan`; empty when nothing is. */
export function objectAt(data: Readonly<Record<string, unknown>>, key: string): Loaded<Record<string, unknown>> {
  const parsed = Keyed.safeParse(data[key] ?? {});
  return parsed.success ? loaded(parsed.data) : refused("mapping", `The value for ${key} is not an object`);
}
