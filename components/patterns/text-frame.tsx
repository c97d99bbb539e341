"use client";

import type { ReactNode } from "react";
import { byteLength } from "#components/patterns/byte-length.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { useFormats } from "#components/patterns/language.ts";
import { cn } from "#components/ui/cn.ts";

type TextFrameProps = {
  /** What it is about, of which the size is told, and which is copied as it is. */
  text: string;
  label: string;
  copyLabel: string;
  tools?: ReactNode;
  children: ReactNode;
};

/** A text of a request, an answer or an event, however it is shown. */
export function TextFrame({ text, label, copyLabel, tools, children }: TextFrameProps) {
  const formats = useFormats();
  return (
    <div className="rounded-md border bg-muted">
      <div
        className={cn(
          "flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft",
          tools === undefined ? "" : "flex-wrap",
        )}
      >
        <span>{`${label} · ${formats.bytes(byteLength(text))}`}</span>
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <div className="contents">{tools}</div>
          <CopyButton value={text} label={copyLabel} />
        </div>
      </div>
      <div>{children}</div>
    </div>
  );
}

/** The inside of it for what is read token by token. */
export function CodeArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div
      className="overflow-x-auto px-3 py-2 font-mono text-xs leading-5"
      dir="ltr"
      role="group"
      aria-label={label}
      tabIndex={0}
    >
      {children}
    </div>
  );
}
