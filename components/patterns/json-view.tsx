"use client";

import { CopyButton } from "#components/patterns/copy-button.tsx";
import { JsonNode } from "#components/patterns/json-node.tsx";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

type JsonViewProps = { value: unknown; label: string };

/** JSON as a tree that folds, with its size and a copy of the whole text. */
export function JsonView({ value, label }: JsonViewProps) {
  const text = JSON.stringify(value, null, 2) ?? "undefined";
  return (
    <div className="rounded-md border bg-muted">
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft">
        <span>{`${label} · ${formatBytes(byteLength(text))}`}</span>
        <CopyButton value={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <div
        className="overflow-x-auto px-3 py-2 font-mono text-xs leading-5"
        role="group"
        aria-label={label}
        tabIndex={0}
      >
        <JsonNode value={value} depth={0} />
      </div>
    </div>
  );
}
