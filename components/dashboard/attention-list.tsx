import { CircleCheck } from "lucide-react";
import { AttentionRow } from "#components/dashboard/attention-row.tsx";
import { BrokenRuleRow } from "#components/dashboard/broken-rule-row.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { AttentionItem, BrokenRule } from "#lib/contracts/metrics.ts";
import type { TimeRange } from "#lib/contracts/time-range.ts";
import { formatCount } from "#lib/format/numbers.ts";

/** Inactive connections first, because everything for them waits; then failures, then what may still succeed. */
function byUrgency(a: AttentionItem, b: AttentionItem): number {
  const inactive = Number(b.inactive_reason !== undefined) - Number(a.inactive_reason !== undefined);
  return inactive || b.failed - a.failed || b.retrying - a.retrying;
}

type AttentionListProps = {
  items: readonly AttentionItem[];
  brokenRules: readonly BrokenRule[];
  /** What the counts are about. */
  range: TimeRange;
};

export function AttentionList({ items, brokenRules, range }: AttentionListProps) {
  if (items.length + brokenRules.length === 0) return <AllWell />;
  const counts = [
    items.length > 0 ? formatCount(items.length, "connection") : "",
    brokenRules.length > 0 ? formatCount(brokenRules.length, "rule") : "",
  ].filter(Boolean);
  return (
    <Card aria-labelledby="attention-title">
      <CardHeader>
        <CardTitle id="attention-title">Needs attention</CardTitle>
        <span className="text-xs text-soft">{counts.join(", ")}</span>
      </CardHeader>
      <ul className="divide-y">
        {items.toSorted(byUrgency).map((item) => (
          <AttentionRow key={item.connection} item={item} range={range} />
        ))}
        {brokenRules.map((rule) => (
          <BrokenRuleRow key={rule.rule} rule={rule} />
        ))}
      </ul>
    </Card>
  );
}

function AllWell() {
  return (
    <Card aria-label="Needs attention" className="flex items-center gap-2.5 px-4 py-3">
      <CircleCheck aria-hidden className="size-5 shrink-0 text-success" />
      <p>
        <strong className="font-semibold">Nothing needs attention.</strong>
        <span> </span>
        <span className="text-soft">Every connection is active, and nothing failed in the last 24 hours.</span>
      </p>
    </Card>
  );
}
