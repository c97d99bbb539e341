import { CircleCheck, PlugZap } from "lucide-react";
import { INACTIVE_WORDS } from "#components/patterns/plain-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Connection } from "#lib/contracts/connections.ts";

export function HealthBadge({ connection }: { connection: Connection }) {
  if (connection.active) {
    return (
      <Badge tone="success">
        <CircleCheck aria-hidden />
        Active
      </Badge>
    );
  }
  const why = connection.inactive_reason ? INACTIVE_WORDS[connection.inactive_reason].what : undefined;
  return (
    <Badge tone="danger" title={why}>
      <PlugZap aria-hidden />
      Inactive
      {why ? <span className="sr-only">: {why}</span> : null}
    </Badge>
  );
}
