"use client";

import { JsonView } from "#components/patterns/json-view.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { TextFrame } from "#components/patterns/text-frame.tsx";
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
  if (text === "") return <p className="text-sm text-soft">{t(`${side}.body.empty`)}</p>;
  const label = t(`${side}.body`);
  const copyLabel = isCut ? t(`${side}.body.copy-kept`) : t(`${side}.body.copy`);
  if (hasStructure(text)) return <JsonView text={text} label={label} copyLabel={copyLabel} />;
  return (
    <TextFrame text={text} label={label} copyLabel={copyLabel}>
      <pre
        dir="auto"
        className="max-h-80 overflow-auto px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap"
        tabIndex={0}
      >
        {text}
      </pre>
    </TextFrame>
  );
}
