"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#lib/format/numbers.ts";

const OPEN_DEPTH = 2;
const ENTRIES_SHOWN = 100;

type JsonNodeProps = { name?: string; value: unknown; depth: number };

function entriesOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === "object" && value !== null ? Object.entries(value) : undefined;
}

export function JsonNode({ name, value, depth }: JsonNodeProps) {
  const entries = entriesOf(value);
  if (!entries || entries.length === 0) return <JsonLeaf name={name} value={value} />;
  return <JsonBranch name={name} entries={entries} isArray={Array.isArray(value)} depth={depth} />;
}

function JsonName({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="text-info">{`${name}: `}</span>;
}

function JsonLeaf({ name, value }: { name: string | undefined; value: unknown }) {
  const tone = typeof value === "string" ? "text-success" : "text-warning";
  return (
    <div className="break-words whitespace-pre-wrap">
      <JsonName name={name} />
      <span className={tone}>{JSON.stringify(value) ?? "undefined"}</span>
    </div>
  );
}

type JsonBranchProps = { name: string | undefined; entries: [string, unknown][]; isArray: boolean; depth: number };

/** Children are rendered only while open and at most a hundred at a time: payloads may have many thousands of nodes. */
function JsonBranch({ name, entries, isArray, depth }: JsonBranchProps) {
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const [shown, setShown] = useState(ENTRIES_SHOWN);
  const size = isArray ? formatCount(entries.length, "item") : formatCount(entries.length, "key");
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="rounded select-none">
        <JsonName name={name} />
        <span className="text-soft">{`${isArray ? "[…]" : "{…}"} ${size}`}</span>
      </summary>
      {isOpen ? (
        <div className="ml-1.5 border-l pl-3">
          {entries.slice(0, shown).map(([key, value]) => (
            <JsonNode key={key} name={key} value={value} depth={depth + 1} />
          ))}
          {entries.length > shown ? (
            <Button
              variant="link"
              size="sm"
              onClick={() => setShown(shown + ENTRIES_SHOWN)}
            >{`Show ${formatCount(Math.min(ENTRIES_SHOWN, entries.length - shown), "more entry", "more entries")}`}</Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}
