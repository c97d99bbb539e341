import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleOff,
  CircleX,
  LoaderCircle,
  RotateCw,
  type LucideIcon,
} from "lucide-react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { DeliveryStatus } from "#lib/contracts/status.ts";

type StatusLook = { word: string; tone: Tone; icon: LucideIcon };

/** One word for each status, everywhere. What may still succeed is never called failed. */
export const STATUS_LOOK: Record<DeliveryStatus, StatusLook> = {
  pending: { word: "Pending", tone: "neutral", icon: CircleDashed },
  processing: { word: "Processing", tone: "info", icon: LoaderCircle },
  retrying: { word: "Retrying", tone: "warning", icon: RotateCw },
  completed: { word: "Delivered", tone: "success", icon: CircleCheck },
  failed: { word: "Failed", tone: "danger", icon: CircleX },
  canceled: { word: "Canceled", tone: "neutral", icon: Ban },
};

export function StatusBadge({ status }: { status: DeliveryStatus }) {
  const { word, tone, icon: Icon } = STATUS_LOOK[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{word}</span>
    </Badge>
  );
}

type EventState = { status: DeliveryStatus; total_rules: number };

/** An event that no rule matched counts as completed, but nothing was delivered: the word must not claim it. */
export function EventStatusBadge({ event }: { event: EventState }) {
  if (event.total_rules > 0) return <StatusBadge status={event.status} />;
  return (
    <Badge>
      <CircleOff aria-hidden />
      <span>No rule</span>
    </Badge>
  );
}
