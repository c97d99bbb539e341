"use client";

import { useQueryStates } from "nuqs";
import { dashboardParsers } from "#components/patterns/list-links.ts";
import type { Period } from "#lib/client/period.ts";

/** What the dashboard is about, kept in the URL. A time of its own comes before a range. */
export function usePeriod(): { period: Period; setPeriod: (period: Period) => void } {
  const [{ range, from, until }, set] = useQueryStates(dashboardParsers, { history: "replace" });
  return {
    period: from === null ? { range } : { from, until: until ?? undefined },
    setPeriod: (period) =>
      void set(
        "range" in period
          ? { range: period.range, from: null, until: null }
          : { range: null, from: period.from, until: period.until ?? null },
      ),
  };
}
