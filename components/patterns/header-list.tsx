import { formatCount } from "#lib/format/numbers.ts";

export function HeaderList({ headers, label }: { headers: Record<string, string>; label: string }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return null;
  return (
    <details className="text-xs">
      <summary className="rounded text-soft">{`${label} (${formatCount(entries.length, "header")})`}</summary>
      <dl className="mt-1 space-y-0.5 font-mono">
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
