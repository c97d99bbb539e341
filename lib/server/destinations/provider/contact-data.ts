import { refused, type Loaded } from "../fault.ts";
import { textOf } from "../text-of.ts";

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** The address that people are matched by; nothing is sent without one. */
export function requireEmail(data: Readonly<Record<string, unknown>>, key = "email"): Loaded<string> {
  const email = textOf(data[key]).trim();
  if (email === "") return refused("mapping", `The mapping gives no value for ${key}, which finds the person`);
  if (!EMAIL.test(email)) return refused("mapping", `The value for ${key} is not an e-mail address`);
  return { ok: true, value: email };
}
