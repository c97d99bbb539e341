"use client";

import { useTranslations } from "#components/patterns/language.ts";
import { exchangeTexts } from "#lib/i18n/texts/exchange.ts";

type HeaderListProps = { headers: Record<string, string>; side: "request" | "response" };

export function HeaderList({ headers, side }: HeaderListProps) {
  const t = useTranslations(exchangeTexts);
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <details className="text-xs">
      <summary className="rounded text-soft">{t(`${side}.headers`, { count: entries.length })}</summary>
      <dl dir="ltr" className="mt-1 space-y-0.5 font-mono">
        {entries.map(([name, value]) => (
          <div key={name} className="break-all">
            <dt className="inline text-info">{`${name}: `}</dt>
            <dd className="inline">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
