"use client";

import { useRef, type BaseSyntheticEvent } from "react";

type Submit = (event?: BaseSyntheticEvent) => Promise<void>;

/** Drops a second call while the first one runs. State is renewed too late for two clicks in the same tick. */
export function useSingleFlight(submit: Submit): Submit {
  const isRunning = useRef(false);
  return async (event) => {
    event?.preventDefault();
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      await submit(event);
    } finally {
      isRunning.current = false;
    }
  };
}
