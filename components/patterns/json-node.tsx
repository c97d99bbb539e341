"use client";

import { type ComponentType, useId, useState } from "react";
import type { JsonPath } from "#components/patterns/json-path.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { listChildren, type JsonChild } from "#lib/contracts/json-text.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

const OPEN_DEPTH = 2;
const ENTRIES_SHOWN = 100;

/** What can be done with one value, shown when somebody opens it. */
export type LeafActionsType = ComponentType<{ path: JsonPath; token: string }>;

type JsonNodeProps = {
  name?: string;
  text: string;
  path?: JsonPath;
  depth: number;
  Actions?: LeafActionsType | undefined;
};

export function JsonNode({ name, text, path = [], depth, Actions }: JsonNodeProps) {
  const children = listChildren(text);
  if (children.length > 0)
    return <JsonBranch name={name} items={children} path={path} depth={depth} Actions={Actions} />;
  if (Actions === undefined || path.length === 0) return <JsonLeaf name={name} text={text} />;
  return <OpenableLeaf name={name} text={text} path={path} Actions={Actions} />;
}

type OpenableLeafProps = { name: string | undefined; text: string; path: JsonPath; Actions: LeafActionsType };

export function OpenableLeaf({ name, text, path, Actions }: OpenableLeafProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        className="block w-full rounded py-0.5 text-start select-text hover:bg-hover"
        onClick={() => setOpen(!isOpen)}
      >
        <JsonLeaf name={name} text={text} />
      </button>
      <div id={id}>{isOpen ? <Actions path={path} token={text} /> : null}</div>
    </div>
  );
}

function JsonName({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="text-info">{`${name}: `}</span>;
}

function JsonLeaf({ name, text }: { name: string | undefined; text: string }) {
  const tone = text.startsWith('"') ? "text-success" : "text-warning";
  return (
    <span className="block break-words whitespace-pre-wrap">
      <JsonName name={name} />
      <span className={tone}>{text}</span>
    </span>
  );
}

type JsonBranchProps = {
  name: string | undefined;
  items: JsonChild[];
  path: JsonPath;
  depth: number;
  Actions: LeafActionsType | undefined;
};

/** Children are rendered only while open and at most a hundred at a time: payloads may have many thousands of nodes. */
function JsonBranch({ name, items, path, depth, Actions }: JsonBranchProps) {
  const t = useTranslations(commonTexts);
  const isArray = items[0]?.key === undefined;
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH);
  const [shown, setShown] = useState(ENTRIES_SHOWN);
  const size = t(isArray ? "json.items" : "json.keys", { count: items.length });
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="rounded py-0.5 select-none">
        <JsonName name={name} />
        <span className="text-soft">{`${isArray ? "[…]" : "{…}"} ${size}`}</span>
      </summary>
      {isOpen ? (
        <div className="ms-1.5 border-s ps-3">
          {items.slice(0, shown).map(({ key, text }, index) => (
            // A key may stand twice; what is shown never changes its order.
            <JsonNode
              key={`${index}`}
              name={key?.slice(1, -1) ?? `${index}`}
              text={text}
              path={[...path, key ?? index]}
              depth={depth + 1}
              Actions={Actions}
            />
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
