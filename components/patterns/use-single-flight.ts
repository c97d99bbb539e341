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

type Write<V, O> = (variables: V, options?: O) => Promise<unknown>;

/** The same for a write: give it `mutateAsync`. What came of it, an error too, is read from the mutation. */
export function useSingleWrite<V, O>(write: Write<V, O>): (variables: V, options?: O) => Promise<void> {
  const isRunning = useRef(false);
  return async (variables, options) => {
    if (isRunning.current) return;
    isRunning.current = true;
    await write(variables, options).catch(() => undefined);
    isRunning.current = false;
  };
}
