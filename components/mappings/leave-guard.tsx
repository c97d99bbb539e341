"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmPanel } from "#components/patterns/confirm-panel.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

/** The address that a click leads to, when it leaves this page for another of the workspace. */
function leavesTo(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return undefined;
  const isOwn = link.origin === location.origin && link.pathname.startsWith("/workspace");
  return isOwn && link.pathname !== location.pathname ? link.pathname + link.search : undefined;
}

/** Asks before a link drops changes that are not saved. In the frame: browsers keep their own question from frames. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const t = useTranslations(mappingsTexts);
  const router = useRouter();
  const [target, setTarget] = useState<string>();
  // Saved meanwhile: the question is answered, and is not asked again by the next change.
  if (target !== undefined && !isDirty) setTarget(undefined);
  useEffect(() => {
    if (!isDirty) return;
    const handleClick = (event: MouseEvent) => {
      const href = leavesTo(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    // Before React and the router hear of the click.
    window.addEventListener("click", handleClick, { capture: true });
    return () => window.removeEventListener("click", handleClick, { capture: true });
  }, [isDirty]);
  if (target === undefined || !isDirty) return null;
  return (
    <ConfirmPanel
      title={t("leave.question")}
      confirmLabel={t("leave.confirm")}
      cancelLabel={t("leave.cancel")}
      onConfirm={() => router.push(target)}
      onCancel={() => setTarget(undefined)}
    >
      {t("leave.effect")}
    </ConfirmPanel>
  );
}
