"use client";

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
import { useTranslations } from "#components/patterns/language.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { DeliveryStatus } from "#lib/contracts/status.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

type StatusLook = { tone: Tone; icon: LucideIcon };

const STATUS_LOOK: Record<DeliveryStatus, StatusLook> = {
  pending: { tone: "neutral", icon: CircleDashed },
  processing: { tone: "info", icon: LoaderCircle },
  retrying: { tone: "warning", icon: RotateCw },
  completed: { tone: "success", icon: CircleCheck },
  failed: { tone: "danger", icon: CircleX },
  canceled: { tone: "neutral", icon: Ban },
};

/** One word for each status, everywhere. What may still succeed is never called failed. */
export function StatusBadge({ status }: { status: DeliveryStatus }) {
  const t = useTranslations(commonTexts);
  const { tone, icon: Icon } = STATUS_LOOK[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      <span>{t(`status.${status}`)}</span>
    </Badge>
  );
}

type EventState = { status: DeliveryStatus; total_rules: number };

/** An event that no rule matched counts as completed, but nothing was delivered: the word must not claim it. */
export function EventStatusBadge({ event }: { event: EventState }) {
  const t = useTranslations(commonTexts);
  if (event.total_rules > 0) return <StatusBadge status={event.status} />;
  return (
    <Badge>
      <CircleOff aria-hidden />
      <span>{t("status.unmatched")}</span>
    </Badge>
  );
}
