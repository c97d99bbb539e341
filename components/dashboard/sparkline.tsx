import type { ProblemHour } from "#lib/contracts/problems.ts";

/** How often in each of the last hours; its words stand beside it. */
export function Sparkline({ hours }: { hours: readonly ProblemHour[] }) {
  const highest = Math.max(1, ...hours.map(({ attempts }) => attempts));
  return (
    <span aria-hidden className="flex h-6 w-24 items-end gap-px">
      {hours.map(({ hour, attempts }) => (
        <span
          key={hour}
          className={attempts > 0 ? "min-h-0.5 flex-1 bg-danger" : "h-px flex-1 bg-line"}
          style={attempts > 0 ? { height: `${(attempts / highest) * 100}%` } : undefined}
        />
      ))}
    </span>
  );
}
