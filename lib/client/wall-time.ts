// Between a moment and what a clock on the wall of a zone shows, `2026-11-30T14:00`, which is what a date field holds.

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** The zone of the person, or of the browser. */
export function zoneOf({ timeZone }: { timeZone: string | undefined }): string {
  return timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What a clock in the zone shows. */
export function toWall(iso: string, timeZone: string): string {
  const at = Date.parse(iso);
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/**
 * The moment at which a clock in the zone shows this, as ISO with the zone's distance from UTC; `undefined` for what is
 * no time. Where clocks are set back it is the first of the two; what they skip is as much later.
 */
export function fromWall(wall: string, timeZone: string): string | undefined {
  const asUtc = WALL.test(wall) ? Date.parse(`${wall}:00Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) return undefined;
  const before = asUtc - offsetAt(asUtc - DAY_MS, timeZone);
  const after = asUtc - offsetAt(asUtc + DAY_MS, timeZone);
  const at = [before, after].find((moment) => moment + offsetAt(moment, timeZone) === asUtc) ?? before;
  return toIso(at, offsetAt(at, timeZone));
}

function toIso(at: number, offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const two = (value: number) => String(value).padStart(2, "0");
  const zone = `${offsetMs < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(at + offsetMs).toISOString().slice(0, 19)}${zone}`;
}

/** How far the zone's clocks are ahead of UTC at this moment. */
function offsetAt(at: number, timeZone: string): number {
  const written = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    timeZoneName: "longOffset",
    hour: "numeric",
  }).formatToParts(at);
  const name = written.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
