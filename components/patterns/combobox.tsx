"use client";

import { useCombobox, type UseComboboxState, type UseComboboxStateChangeOptions } from "downshift";
import { Check, ChevronDown } from "lucide-react";
import { useState } from "react";
import type { ControlProps } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { matchingItems, SHOWN_MAX, type Choice } from "#components/patterns/matching-items.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

export type ComboboxProps = {
  control: ControlProps;
  /** What the list is called for assistive technology, such as "channels". */
  listLabel: string;
  choices: readonly Choice[];
  value: string;
  onChange: (choice: Choice | undefined) => void;
  placeholder?: string | undefined;
  /** Told what is typed, for lists that can have more than these choices. */
  onQuery?: (query: string) => void;
  isSearching?: boolean;
};

function isTyping(type: UseComboboxStateChangeOptions<Choice>["type"]): boolean {
  return type === useCombobox.stateChangeTypes.InputChange;
}

/** Leaving the field keeps what was chosen: what is half typed or only highlighted is nobody's choice. */
function reduce(state: UseComboboxState<Choice>, { type, changes }: UseComboboxStateChangeOptions<Choice>) {
  if (type !== useCombobox.stateChangeTypes.InputBlur) return changes;
  const selectedItem = state.inputValue === "" ? null : state.selectedItem;
  return { ...changes, selectedItem, inputValue: selectedItem?.name ?? "" };
}

/**
 * A select that is searched by typing. The list stands in the flow of the page, not above it: the frame grows with it
 * instead of cutting it off. Load it with a dynamic import.
 */
export function Combobox(props: ComboboxProps) {
  const { control, listLabel, choices, value, onChange, placeholder, onQuery, isSearching = false } = props;
  const t = useTranslations(commonTexts);
  const [query, setKnownQuery] = useState("");
  const setQuery = (typed: string) => {
    setKnownQuery(typed);
    onQuery?.(typed);
  };
  const { shown, total } = matchingItems(choices, query);
  const box = useCombobox<Choice>({
    inputId: control.id,
    items: shown,
    itemToString: (item) => item?.name ?? "",
    itemToKey: (item) => item?.id,
    selectedItem: choices.find(({ id }) => id === value) ?? null,
    stateReducer: reduce,
    onInputValueChange: ({ inputValue, type }) => setQuery(isTyping(type) ? inputValue : ""),
    onIsOpenChange: ({ isOpen }) => (isOpen ? undefined : setQuery("")),
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem ?? undefined),
  });
  const summary = isSearching
    ? t("combobox.searching", { what: listLabel })
    : describeMatches({ shown: shown.length, total, all: choices.length }, listLabel, t);
  return (
    <div data-slot="combobox">
      <div className="flex gap-1">
        <Input
          {...box.getInputProps({ ...control, "aria-labelledby": undefined, placeholder, autoComplete: "off" })}
          spellCheck={false}
        />
        <Button
          size="icon"
          className="size-8"
          {...box.getToggleButtonProps({
            "aria-label": t("combobox.show", { what: listLabel }),
            "aria-labelledby": undefined,
          })}
        >
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <div className={cn("mt-1 rounded-md border bg-surface shadow-card", box.isOpen ? "" : "hidden")}>
        <ul
          {...box.getMenuProps({ "aria-label": listLabel, "aria-labelledby": undefined })}
          className="max-h-60 overflow-y-auto p-1"
        >
          {box.isOpen
            ? shown.map((item, index) => (
                <li
                  key={item.id}
                  {...box.getItemProps({ item, index })}
                  className={cn(
                    "flex items-start gap-2 rounded px-2 py-1.5 text-sm",
                    index === box.highlightedIndex ? "bg-hover" : "",
                  )}
                >
                  <Check aria-hidden className={cn("mt-0.5 size-3.5 shrink-0", item.id === value ? "" : "invisible")} />
                  <span className="min-w-0 break-words">
                    <span>{item.name}</span>
                    {item.hint ? <span className="block text-xs break-all text-soft">{item.hint}</span> : null}
                  </span>
                </li>
              ))
            : null}
        </ul>
        {box.isOpen && summary ? <p className="border-t px-3 py-1.5 text-xs text-soft">{summary}</p> : null}
      </div>
      <span role="status" className="sr-only">
        {box.isOpen ? (summary ?? t("combobox.count", { count: total, what: listLabel })) : ""}
      </span>
    </div>
  );
}

type Counts = { shown: number; total: number; all: number };

function describeMatches(
  { shown, total, all }: Counts,
  what: string,
  t: TranslateOf<typeof commonTexts>,
): string | undefined {
  if (total === 0) return all === 0 ? t("combobox.none", { what }) : t("combobox.no-match", { count: all, what });
  return total <= SHOWN_MAX ? undefined : t("combobox.cut", { shown, total, what });
}
