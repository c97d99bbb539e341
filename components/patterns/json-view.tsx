"use client";

import { byteLength } from "#components/patterns/byte-length.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { JsonNode } from "#components/patterns/json-node.tsx";
import { useFormats } from "#components/patterns/language.ts";

type JsonViewProps = { text: string; label: string; copyLabel: string };

/** JSON as a tree that folds, token by token as it is written, with its size and a copy of the text itself. */
export function JsonView({ text, label, copyLabel }: JsonViewProps) {
  const formats = useFormats();
  return (
    <div className="rounded-md border bg-muted">
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft">
        <span>{`${label} · ${formats.bytes(byteLength(text))}`}</span>
        <CopyButton value={text} label={copyLabel} />
      </div>
      <div
        className="overflow-x-auto px-3 py-2 font-mono text-xs leading-5"
        dir="ltr"
        role="group"
        aria-label={label}
        tabIndex={0}
      >
        <JsonNode text={text} depth={0} />
      </div>
    </div>
  );
}
