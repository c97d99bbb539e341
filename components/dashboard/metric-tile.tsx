import { cn } from "#components/ui/cn.ts";

const TONES = { danger: "text-danger", warning: "text-warning" };

type MetricTileProps = { label: string; value: string; note: string; tone?: keyof typeof TONES; isLink?: boolean };

export function MetricTile({ label, value, note, tone, isLink = false }: MetricTileProps) {
  return (
    <div className={cn("h-full rounded-lg border bg-surface px-4 py-3 shadow-card", isLink && "hover:bg-hover")}>
      <p className="text-xs text-soft">{label}</p>
      <p className={cn("text-2xl font-semibold tabular-nums", tone && TONES[tone])}>{value}</p>
      <p className="text-xs text-soft">{note}</p>
    </div>
  );
}
