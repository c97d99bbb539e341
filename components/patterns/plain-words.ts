/** "send_webhook" as "Send webhook", for an action that the catalog does not know. */
export function humanizeKey(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
