"use client";

import { useSyncExternalStore } from "react";

/** The clock, cut to steps so that every reader of one step renders the same text. */
function currentStep(stepMs: number): number {
  return Math.floor(Date.now() / stepMs) * stepMs;
}

type Ticker = { subscribe: (listener: () => void) => () => void; read: () => number };

const tickers = new Map<number, Ticker>();

function createTicker(stepMs: number): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    read: () => currentStep(stepMs),
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(() => listeners.forEach((notify) => notify()), stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function getTicker(stepMs: number): Ticker {
  const known = tickers.get(stepMs);
  if (known) return known;
  const created = createTicker(stepMs);
  tickers.set(stepMs, created);
  return created;
}

/** Milliseconds since 1970, renewed every `stepMs`; one timer serves all readers of a step. */
export function useNow(stepMs: number): number {
  const ticker = getTicker(stepMs);
  return useSyncExternalStore(ticker.subscribe, ticker.read, ticker.read);
}
