"use client";

import { parseAsBoolean, useQueryState } from "nuqs";

/** The panel is part of the URL, so that other pages can link to it. */
export function useTestPanel() {
  const [isOpen, setOpen] = useQueryState("test", parseAsBoolean.withDefault(false));
  return {
    isOpen,
    toggle: () => void setOpen(isOpen ? null : true),
    close: () => void setOpen(null),
  };
}
