import type { ReactNode } from "react";

/** A name that may be written in the other direction than the sentence it stands in. */
export const bdi = (inside: ReactNode) => <bdi>{inside}</bdi>;
export const dangerStrong = (inside: ReactNode) => <strong className="font-semibold text-danger">{inside}</strong>;
