/** Keeps both ends of an id, because UUIDv7 ids of one minute share their start. */
export function truncateMiddle(text: string, head = 8, tail = 4): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}
