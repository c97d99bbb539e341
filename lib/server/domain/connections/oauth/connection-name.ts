import { CONNECTION_NAME } from "#lib/contracts/constants.ts";

const NAMES_TRIED_MAX = 50;

/** A label of the provider as a connection may be named: without accents, and with blanks for what is not allowed. */
export function nameFrom(label: string, otherwise: string): string {
  const name = label
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-zA-Z0-9 _-]+/g, " ")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, CONNECTION_NAME.max)
    .trim();
  return name === "" ? otherwise : name;
}

/** The name, and then the name with numbers, for as long as others have them already. */
export function namesLike(name: string): string[] {
  return Array.from({ length: NAMES_TRIED_MAX }, (_, index) => {
    const suffix = index === 0 ? "" : ` ${index + 1}`;
    return name.slice(0, CONNECTION_NAME.max - suffix.length).trimEnd() + suffix;
  });
}
