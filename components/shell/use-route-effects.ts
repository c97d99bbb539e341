import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { PAGE_TITLE_ID } from "#components/patterns/page-header.tsx";
import { CONTENT_ID } from "#components/shell/skip-link.tsx";
import type { Embed } from "#lib/embed/create-embed.ts";
import { describeRoute } from "#lib/embed/describe-route.ts";

/** Tells the host where the workspace is, filters included, and moves focus to the heading of a newly opened page. */
export function useRouteEffects({ reportRoute }: Embed): void {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const focusedPath = useRef(pathname);
  useEffect(() => {
    const route = describeRoute(pathname, search);
    if (route) reportRoute(route);
  }, [pathname, search, reportRoute]);
  useEffect(() => {
    // Not on the first page: a frame that takes focus while the host page loads robs the reader of their place.
    if (focusedPath.current === pathname) return;
    focusedPath.current = pathname;
    const target = document.getElementById(PAGE_TITLE_ID) ?? document.getElementById(CONTENT_ID);
    target?.focus();
  }, [pathname]);
}
