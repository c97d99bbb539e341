"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { useSearchProblem } from "#components/events/use-search-problem.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { eventsTexts } from "#lib/i18n/texts/events.ts";

type EventSearchBoxProps = { inputId: string; value: string; onSearch: (text: string) => void };

/** Looks for what is typed on Enter or by its button. What cannot be searched for is said here, and nothing is sent. */
export function EventSearchBox({ inputId, value, onSearch }: EventSearchBoxProps) {
  const t = useTranslations(eventsTexts);
  const problemOf = useSearchProblem();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const [refused, setRefused] = useState<string>();
  if (value !== known) {
    setKnown(value);
    setTyped(value);
    setRefused(undefined);
  }
  const submit = () => {
    const text = typed.trim();
    const problem = text === "" ? undefined : problemOf(text);
    setRefused(problem?.text);
    if (problem === undefined && text !== value) onSearch(text);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={inputId} className="mb-0.5 block text-xs text-soft">
        {t("search.label")}
      </label>
      <div className="flex max-w-2xl gap-2">
        <Input
          id={inputId}
          type="search"
          enterKeyHint="search"
          dir="auto"
          value={typed}
          placeholder={t("search.placeholder")}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={refused === undefined ? undefined : true}
          aria-describedby={`${inputId}-hint`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">
          <Search aria-hidden />
          <span>{t("search.submit")}</span>
        </Button>
      </div>
      <p
        id={`${inputId}-hint`}
        role={refused === undefined ? undefined : "alert"}
        className={refused === undefined ? "sr-only" : "mt-1 text-xs text-danger"}
      >
        {refused ?? t("search.hint")}
      </p>
    </form>
  );
}
