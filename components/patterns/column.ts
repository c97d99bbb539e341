import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export type Column<T> = {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** Tailwind width of the column; the table's layout is fixed, so that rows that arrive later move nothing. */
  width?: string;
  align?: "start" | "end";
  /** Left out where the table has less than 40rem; the row header must then say enough. */
  isHiddenOnNarrow?: boolean;
  /** Names the row and carries its link. */
  isRowHeader?: boolean;
  isHeaderHidden?: boolean;
};

export function columnClasses<T>({ align, isHiddenOnNarrow }: Column<T>, ...more: (string | undefined)[]): string {
  return cn("px-3", align === "end" ? "text-end" : "text-start", isHiddenOnNarrow && "hidden @2xl:table-cell", more);
}
