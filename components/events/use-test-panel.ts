"use client";

import { useQueryStates } from "nuqs";
import { testPanelParsers } from "#components/patterns/list-links.ts";

/** The panel is part of the URL, so that other pages can link to it. */
export function useTestPanel() {
  const [{ test: isOpen }, set] = useQueryStates(testPanelParsers);
  return {
    isOpen,
    toggle: () => void set({ test: isOpen ? null : true }),
    close: () => void set(null),
  };
}
