"use client";

import { useState } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { listChildren, type JsonChild } from "#lib/contracts/json-text.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

const OPEN_DEPTH = 2;
const ENTRIES_SHOWN = 100;

type JsonNodeProps = { name?: string; text: string; depth: number };

export function JsonNode({ name, text, depth }: JsonNodeProps) {
  const children = listChildren(text);
  if (children.length === 0) return <JsonLeaf name={name} text={text} />;
  return <JsonBranch name={name} items={children} depth={depth} />;
}

function JsonName({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="text-info">{`${name}: `}</span>;
}

function JsonLeaf({ name, text }: { name: string | undefined; text: string }) {
  const tone = text.startsWith('"') ? "text-success" : "text-warning";
  return (
    <div className="break-words whitespace-pre-wrap">
      <JsonName name={name} />
      <span className={tone}>{text}</span>
    </div>
  );
}

type JsonBranchProps = { name: string | undefined; items: JsonChild[]; depth: number };

/** Children are rendered only while open and at most a hundred at a time: payloads may have many thousands of nodes. */
function JsonBranch({ name, items, depth }: JsonBranchProps) {
  const t = useTranslations(commonTexts);
  const isArray = items[0]?.key === undefined;
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const [shown, setShown] = useState(ENTRIES_SHOWN);
  const size = t(isArray ? "json.items" : "json.keys", { count: items.length });
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="rounded select-none">
        <JsonName name={name} />
        <span className="text-soft">{`${isArray ? "[…]" : "{…}"} ${size}`}</span>
      </summary>
      {isOpen ? (
        <div className="ms-1.5 border-s ps-3">
          {items.slice(0, shown).map(({ key, text }, index) => (
            // A key may stand twice; what is shown never changes its order.
            <JsonNode key={`${index}`} name={key?.slice(1, -1) ?? `${index}`} text={text} depth={depth + 1} />
          ))}
          {items.length > shown ? (
            <Button variant="link" size="sm" onClick={() => setShown(shown + ENTRIES_SHOWN)}>
              {t("json.more", { count: Math.min(ENTRIES_SHOWN, items.length - shown) })}
            </Button>
          ) : null}
        </div>
      ) : null}
    </details>
  );
}
