"use client";

import { type ReactNode, useEffect, useState } from "react";

/** Shows its children only when it is still mounted after a while: what is over quickly is not worth a message. */
export function Delayed({ ms, children }: { ms: number; children: ReactNode }) {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isDue ? children : null;
}
