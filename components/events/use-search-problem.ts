"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { useSession } from "#lib/client/session.ts";
import { isInPayloads, parseSearch } from "#lib/contracts/event-search.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

export type SearchProblem = { title: string; text: string };

/** Why a text is not searched for: it says nothing that can be found, or the session lacks the right to read payloads. */
export function useSearchProblem(): (text: string) => SearchProblem | undefined {
  const t = useTranslations(eventsTexts);
  const { can } = useSession();
  return (text) => {
    const search = parseSearch(text);
    if (search === undefined) return { title: t("search.invalid.title"), text: t("search.invalid") };
    if (!isInPayloads(search) || can("read_payload")) return undefined;
    return { title: t("search.forbidden.title"), text: t("search.forbidden.text") };
  };
}
