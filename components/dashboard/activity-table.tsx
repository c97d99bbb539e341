"use client";

import Link from "next/link";
import { type Bar, PARTS } from "#components/dashboard/activity-bars.ts";
import { barHref } from "#components/dashboard/bar-href.ts";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { useSession } from "#lib/client/session.ts";
import { dashboardTexts } from "#lib/i18n/texts/dashboard.ts";

/** The chart in numbers. Times without events are left out. */
export function ActivityTable({ bars, bucketSeconds }: { bars: readonly Bar[]; bucketSeconds: number }) {
  const t = useTranslations(dashboardTexts);
  const formats = useFormats();
  const { can } = useSession();
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{t("activity.title")}</caption>
        <thead>
          <tr className="border-b text-soft">
            <th scope="col" className="py-1 pe-3 text-start font-normal">
              {t("activity.from")}
            </th>
            {[...PARTS, "total" as const].map((part) => (
              <th key={part} scope="col" className="px-3 py-1 text-end font-normal">
                {t(`activity.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {bars
            .filter(({ total }) => total > 0)
            .map((bar) => (
              <tr key={bar.start}>
                <th scope="row" className="py-1 pe-3 text-start font-normal whitespace-nowrap">
                  {can("read_events") ? (
                    <Link href={barHref(bar)} className="text-link hover:underline">
                      {formats.bucket(bar.start, bucketSeconds)}
                    </Link>
                  ) : (
                    <span>{formats.bucket(bar.start, bucketSeconds)}</span>
                  )}
                </th>
                {[...PARTS, "total" as const].map((part) => (
                  <td key={part} className="px-3 py-1 text-end">
                    {formats.number(bar[part])}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
