"use client";

import { useEffect, useState } from "react";

/** The value as it was when it last stayed the same for this long; the first one at once. Compared by what it says. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  const isSettled = JSON.stringify(settled) === text;
  useEffect(() => {
    if (isSettled) return undefined;
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
    // A new object with the same content is no change, so `value` is watched by its text.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text, isSettled, ms]);
  return settled;
}
