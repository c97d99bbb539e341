"use client";

import type { KeyboardEvent } from "react";
import { FilterLabel } from "#components/patterns/filter-label.tsx";
import { Input } from "#components/ui/input.tsx";

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
  const commit = (next: string) => {
    if (next.trim() !== value) onCommit(next.trim());
  };
  return (
    <FilterLabel label={label}>
      {(id) => (
        <>
          <Input
            key={value}
            id={id}
            list={`${id}-options`}
            defaultValue={value}
            placeholder="Any"
            autoComplete="off"
            onKeyDown={commitOnEnter}
            onBlur={(event) => commit(event.currentTarget.value)}
            onChange={(event) => {
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
