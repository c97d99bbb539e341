/**
 * Milliseconds to wait from a `Retry-After` header: seconds (RFC 9110), an HTTP date (RFC 9110), or an ISO 8601
 * date-time as some providers send. Undefined for anything else; a moment in the past is 0.
 */
export function parseRetryAfter(value: string | undefined, now: Date): number | undefined {
  const text = value?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,10}(\.\d{1,6})?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/^(\d{4}-\d{2}-\d{2}T|[A-Za-z]{3},? )/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
