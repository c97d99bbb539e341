import { CircleCheck, PlugZap, TriangleAlert } from "lucide-react";
import { INACTIVE_WORDS } from "#components/patterns/plain-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Connection } from "#lib/contracts/connections.ts";
import { formatCount } from "#lib/format/numbers.ts";

export function HealthBadge({ connection }: { connection: Connection }) {
  const warnings = connection.warnings ?? [];
  if (connection.active && warnings.length > 0) {
    return (
      <Badge tone="warning" title={warnings.map(({ message }) => message).join(" ")}>
        <TriangleAlert aria-hidden />
        <span>{formatCount(warnings.length, "warning")}</span>
      </Badge>
    );
  }
  if (connection.active) {
    return (
      <Badge tone="success">
        <CircleCheck aria-hidden />
        <span>Active</span>
      </Badge>
    );
  }
  const why = connection.inactive_reason ? INACTIVE_WORDS[connection.inactive_reason].what : undefined;
  return (
    <Badge tone="danger" title={why}>
      <PlugZap aria-hidden />
      <span>Inactive</span>
      {why ? <span className="sr-only">{`: ${why}`}</span> : null}
    </Badge>
  );
}
