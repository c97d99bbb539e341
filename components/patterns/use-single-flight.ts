"use client";

import { useRef, type BaseSyntheticEvent } from "react";

/** Drops a call while an earlier one runs. State is renewed too late for two clicks in the same tick. */
export function useSingleFlight<A extends readonly unknown[]>(
  run: (...args: A) => Promise<unknown>,
): (...args: A) => Promise<void> {
  const isRunning = useRef(false);
  return async (...args) => {
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      await run(...args);
    } finally {
      isRunning.current = false;
    }
  };
}

type Submit = (event?: BaseSyntheticEvent) => Promise<void>;

/** The same for a form, which never leaves the page, also when it is dropped. */
export function useSingleSubmit(submit: Submit): Submit {
  const submitOnce = useSingleFlight(submit);
  return (event) => {
    event?.preventDefault();
    return submitOnce(event);
  };
}

type Write<V, O> = (variables: V, options?: O) => Promise<unknown>;

/** The same for a write: give it `mutateAsync`. What came of it, an error too, is read from the mutation. */
export function useSingleWrite<V, O>(write: Write<V, O>): (variables: V, options?: O) => Promise<void> {
  return useSingleFlight((variables: V, options?: O) => write(variables, options).catch(() => undefined));
}
