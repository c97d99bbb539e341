const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** A payload's text in a line of a mail's head: it cannot begin another line. */
export function escapeLine(value: string): string {
  return value.replaceAll(CONTROL, " ");
}

/** In a line of people as well: it cannot name another one. */
export function escapeMailbox(value: string): string {
  return escapeLine(value).replaceAll(/[<>",;]/g, "");
}
