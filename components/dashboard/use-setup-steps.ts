"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "#components/patterns/language.ts";
import { eventsHref, newRuleHref } from "#components/patterns/list-links.ts";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import type { WorkspaceMetrics } from "#lib/contracts/metrics.ts";
import type { Capability } from "#lib/contracts/sessions.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

export type SetupStep = {
  title: string;
  text: string;
  href: string;
  action: string;
  needs: Capability;
  isDone: boolean;
};

/** Metrics reach back two days; a session that may read events also knows of older ones. */
function useHasEvents(metrics: WorkspaceMetrics): boolean | "unknown" {
  const { workspaceId, can } = useSession();
  const isRecent = metrics.totals.events + (metrics.previous?.events ?? 0) > 0;
  const events = useInfiniteQuery({ ...eventQueries.list(workspaceId), enabled: can("read_events") });
  if (isRecent || !can("read_events") || events.isError) return true;
  return events.data === undefined ? "unknown" : events.data.pages.some((page) => page.count > 0);
}

type Setup = { steps: SetupStep[]; isKnown: boolean; isComplete: boolean };

export function useSetupSteps(metrics: WorkspaceMetrics): Setup {
  const t = useTranslations(dashboardTexts);
  const hasEvents = useHasEvents(metrics);
  const steps: SetupStep[] = [
    {
      title: t("setup.connect.title"),
      text: t("setup.connect.text"),
      href: "/workspace/connections/new",
      action: t("setup.connect.action"),
      needs: "write_connections",
      isDone: metrics.has_connections,
    },
    {
      title: t("setup.rule.title"),
      text: t("setup.rule.text"),
      href: newRuleHref(),
      action: t("setup.rule.action"),
      needs: "write_rules",
      isDone: metrics.has_rules,
    },
    {
      title: t("setup.test.title"),
      text: t("setup.test.text"),
      href: eventsHref({ test: true }),
      action: t("setup.test.action"),
      needs: "emit_events",
      isDone: hasEvents === true,
    },
  ];
  return { steps, isKnown: hasEvents !== "unknown", isComplete: steps.every((step) => step.isDone) };
}
