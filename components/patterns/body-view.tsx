"use client";

import { byteLength } from "#components/patterns/byte-length.ts";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { JsonView } from "#components/patterns/json-view.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { exchangeTexts } from "#lib/i18n/texts/exchange.ts";

function hasStructure(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

type BodyViewProps = { text: string; side: "request" | "response"; isCut?: boolean };

/** The body of a request or an answer: as a tree if it is JSON, else as the text that it is. What is copied is the text. */
export function BodyView({ text, side, isCut = false }: BodyViewProps) {
  const t = useTranslations(exchangeTexts);
  const formats = useFormats();
  if (text === "") return <p className="text-sm text-soft">{t(`${side}.body.empty`)}</p>;
  const label = t(`${side}.body`);
  const copyLabel = isCut ? t(`${side}.body.copy-kept`) : t(`${side}.body.copy`);
  if (hasStructure(text)) return <JsonView text={text} label={label} copyLabel={copyLabel} />;
  return (
    <div className="rounded-md border bg-muted">
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft">
        <span>{`${label} · ${formats.bytes(byteLength(text))}`}</span>
        <CopyButton value={text} label={copyLabel} />
      </div>
      <pre
        dir="auto"
        className="max-h-80 overflow-auto px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap"
        tabIndex={0}
      >
        {text}
      </pre>
    </div>
  );
}
