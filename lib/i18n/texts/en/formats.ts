/** Words in numbers and times. */
export default {
  "time.unknown": "unknown time",
  "time.now": "just now",
  "duration.milliseconds": "{count, number} ms",
  "duration.seconds": "{count, number} s",
  "duration.minutes": "{count, number} min",
  "duration.hours": "{count, number} h",
  "duration.days": "{count, number} d",
  "duration.two": "{first} {second}",
  "bytes.plain": "{count, number} B",
  "bytes.kib": "{count, number} KiB",
  "bytes.mib": "{count, number} MiB",
} as const;
