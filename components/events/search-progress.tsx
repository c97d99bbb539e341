"use client";

import { useEffect, useState } from "react";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { EventsSearchPage } from "#lib/contracts/events.ts";
import { eventsTexts } from "#lib/i18n/texts/events.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

/** Answers that are asked for one after the other until a person decides. */
const STEPS = 5;

type SearchProgressProps = {
  pages: readonly EventsSearchPage[];
  hasMore: boolean;
  isLooking: boolean;
  hasFailed: boolean;
  onFurther: () => void;
};

export function isFullPage(page: EventsSearchPage | undefined): boolean {
  return page !== undefined && page.records.length >= page.limit;
}

/** Goes on by itself for some steps, as long as there is not a page full of what was found. */
function useSteps({ pages, hasMore, isLooking, hasFailed, onFurther }: SearchProgressProps) {
  const [pagesWanted, setPagesWanted] = useState(STEPS);
  const canGoOn = hasMore && !isFullPage(pages.at(-1));
  const goesOn = canGoOn && !hasFailed && pages.length < pagesWanted;
  const isNext = goesOn && !isLooking;
  useEffect(() => {
    if (isNext) onFurther();
  }, [isNext, onFurther]);
  const further = () => {
    setPagesWanted(pages.length + STEPS);
    onFurther();
  };
  return { goesOn, canGoOn, stop: () => setPagesWanted(0), further };
}

/** How far a search in payloads has looked. Needs a key for each search. */
export function SearchProgress(props: SearchProgressProps) {
  const t = useTranslations(eventsTexts);
  const formats = useFormats();
  const { pages, hasMore, isLooking } = props;
  const { goesOn, canGoOn, stop, further } = useSteps(props);
  const until = pages.at(-1)?.searched_until;
  const time = until === undefined ? undefined : formats.minute(until);
  const isFound = pages.some(({ records }) => records.length > 0);
  return (
    <div className="mt-3 flex min-h-8 flex-wrap items-center gap-2 text-sm text-soft">
      {goesOn ? <Spinner /> : null}
      <p role="status">
        {isFound || !hasMore ? null : <span>{`${t("search.none-yet")} `}</span>}
        <span>{progressText({ time, hasMore, goesOn }, t)}</span>
      </p>
      {goesOn ? (
        <Button size="sm" onClick={stop}>
          {t("search.stop")}
        </Button>
      ) : null}
      {canGoOn && !goesOn ? (
        <Button size="sm" disabled={isLooking} onClick={further}>
          {t("search.further")}
        </Button>
      ) : null}
    </div>
  );
}

type Progress = { time: string | undefined; hasMore: boolean; goesOn: boolean };

function progressText({ time, hasMore, goesOn }: Progress, t: TranslateOf<typeof eventsTexts>): string {
  if (!hasMore || time === undefined) return t("search.looked-all");
  return goesOn ? t("search.looking", { time }) : t("search.looked", { time });
}
