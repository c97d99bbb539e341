import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { PAGE_TITLE_ID } from "#components/patterns/page-header.tsx";
import { CONTENT_ID } from "#components/shell/skip-link.tsx";
import type { Embed } from "#lib/embed/create-embed.ts";
import { describeRoute } from "#lib/embed/describe-route.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

/** Names the page for the document and the host, filters included, and moves focus to the heading of a newly opened page. */
export function useRouteEffects({ reportRoute }: Embed): void {
  const t = useTranslations(workspaceTexts);
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const focusedPath = useRef(pathname);
  useEffect(() => {
    const route = describeRoute(pathname, search, t);
    document.title = route?.title ?? t("missing.title");
    if (route) reportRoute(route);
  }, [pathname, search, t, reportRoute]);
  useEffect(() => {
    // Not on the first page: a frame that takes focus while the host page loads robs the reader of their place.
    if (focusedPath.current === pathname) return;
    focusedPath.current = pathname;
    const target = document.getElementById(PAGE_TITLE_ID) ?? document.getElementById(CONTENT_ID);
    target?.focus();
  }, [pathname]);
}
