import { refused, type Loaded } from "./fault.ts";
import { escapeLine } from "./header-text.ts";

export type Mailbox = { email: string; name?: string };

const NAMED = /^([^<>]*)<([^<>]*)>$/;
const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/;

/** `a@b.example` or `Name <a@b.example>`: one sender, and nothing besides. */
export function parseMailbox(given: string): Loaded<Mailbox> {
  const text = escapeLine(given);
  const [, quoted = "", inside] = NAMED.exec(text.trim()) ?? [];
  const email = (inside ?? text).trim();
  const name = quoted
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();
  if (!EMAIL.test(email)) return refused("mapping", "Not a sender such as news@example.com or News <news@example.com>");
  return { ok: true, value: name === "" ? { email } : { email, name } };
}
