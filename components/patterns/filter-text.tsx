"use client";

import { useState, type KeyboardEvent } from "react";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Input } from "#components/ui/input.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";

type FilterTextProps = {
  label: string;
  value: string;
  options: readonly string[];
  onCommit: (value: string) => void;
};

function commitOnEnter(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key === "Enter") event.currentTarget.blur();
}

/** Takes effect on Enter, on leaving, or when a suggestion is picked, so that no request is made for half a word. */
export function FilterText({ label, value, options, onCommit }: FilterTextProps) {
  const t = useTranslations(commonTexts);
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // Not a new field for a new value: a suggestion can be the beginning of what is being typed.
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  const commit = (next: string) => {
    if (next.trim() !== value) onCommit(next.trim());
  };
  return (
    <FilterLabel label={label}>
      {(id) => (
        <>
          <Input
            id={id}
            list={`${id}-options`}
            value={typed}
            placeholder={t("filter.any")}
            autoComplete="off"
            onKeyDown={commitOnEnter}
            onBlur={(event) => commit(event.currentTarget.value)}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              if (options.includes(event.currentTarget.value)) commit(event.currentTarget.value);
            }}
          />
          <datalist id={`${id}-options`}>
            {options.map((option) => (
              <option key={option} value={option} />
            ))}
          </datalist>
        </>
      )}
    </FilterLabel>
  );
}
