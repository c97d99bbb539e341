"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";
import type { LaunchPage } from "#lib/contracts/sessions.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { workspaceTexts } from "#lib/i18n/texts/workspace.ts";

type MainNavProps = { pages: readonly LaunchPage[]; isLive: boolean };

/**
 * Links, not ARIA tabs: each leads to a page with an address of its own. Only the pages this session may open. Until the
 * page is live a link leads nowhere: followed by the browser itself it would ask for a document, which needs a launch.
 */
export function MainNav({ pages, isLive }: MainNavProps) {
  const t = useTranslations(workspaceTexts);
  const pathname = usePathname();
  if (pages.length < 2) return null;
  return (
    <nav aria-label={t("navigation")} className="mb-4 border-b">
      <ul className="-mb-px flex flex-wrap sm:gap-x-1">
        {pages.map((page) => (
          <li key={page}>
            <NavLink page={page} pathname={pathname} isLive={isLive} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function ariaCurrent(href: string, pathname: string): "page" | "true" | undefined {
  if (pathname === href) return "page";
  return pathname.startsWith(`${href}/`) ? "true" : undefined;
}

function NavLink({ page, pathname, isLive }: { page: LaunchPage; pathname: string; isLive: boolean }) {
  const common = useTranslations(commonTexts);
  const href = `/workspace/${page}`;
  const current = ariaCurrent(href, pathname);
  // Pages are fetched ahead when somebody reaches for them: the first load pays for its own page only.
  const [isWanted, setIsWanted] = useState(false);
  const handleReach = () => setIsWanted(true);
  const className = cn(
    "block border-b-2 px-1.5 py-2 text-sm font-medium sm:px-3",
    current ? "border-brand text-ink" : "border-transparent text-soft hover:border-control hover:text-ink",
  );
  if (!isLive) return <span className={className}>{common(`page.${page}`)}</span>;
  return (
    <Link
      href={href}
      prefetch={isWanted}
      onMouseEnter={handleReach}
      onFocus={handleReach}
      onTouchStart={handleReach}
      aria-current={current}
      className={className}
    >
      {common(`page.${page}`)}
    </Link>
  );
}
