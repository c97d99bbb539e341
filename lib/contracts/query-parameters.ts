import { SECRET_MASK } from "./constants.ts";

/** `name` and `value` as they stand in the address, which need not be in any encoding. */
type Parameter = { name: string; value: string };

const SECRET_NAME = /token|secret|key|auth|signature|password|passwd|credential|sig$|^code$/i;

/** Whether a parameter is named like a credential. Its name may be percent-encoded, to any reader the same. */
export function isSecretParameter(name: string): boolean {
  const readable = name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return SECRET_NAME.test(readable);
}

export function parseQuery(address: string): Parameter[] {
  const { query } = split(address);
  return query === "" ? [] : query.split("&").map(parseParameter);
}

/**
 * The address with the values of some parameters masked. It works on the text and decodes nothing: whatever stands in an
 * address that was accepted, it comes out as it was, character by character.
 */
export function maskParameters(address: string, isSecret: (name: string) => boolean): string {
  const { before, query, after } = split(address);
  if (query === "") return address;
  const parameters = query.split("&").map((text) => {
    const { name, value } = parseParameter(text);
    return value !== "" && isSecret(name) ? `${name}=${SECRET_MASK}` : text;
  });
  return `${before}?${parameters.join("&")}${after}`;
}

function split(address: string): { before: string; query: string; after: string } {
  const hash = address.indexOf("#");
  const end = hash === -1 ? address.length : hash;
  const start = address.indexOf("?");
  if (start === -1 || start > end) return { before: address, query: "", after: "" };
  return { before: address.slice(0, start), query: address.slice(start + 1, end), after: address.slice(end) };
}

function parseParameter(text: string): Parameter {
  const equals = text.indexOf("=");
  return equals === -1 ? { name: text, value: "" } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
