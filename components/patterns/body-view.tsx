import { CopyButton } from "#components/patterns/copy-button.tsx";
import { JsonView } from "#components/patterns/json-view.tsx";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

function parseJson(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { value } : undefined;
  } catch {
    return undefined;
  }
}

/** The body of a request or an answer: as a tree if it is JSON, else as the text that it is. */
export function BodyView({ text, label }: { text: string; label: string }) {
  if (text === "") return <p className="text-sm text-soft">{`${label}: empty`}</p>;
  const json = parseJson(text);
  if (json) return <JsonView value={json.value} label={label} />;
  return (
    <div className="rounded-md border bg-muted">
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft">
        <span>{`${label} · ${formatBytes(byteLength(text))}`}</span>
        <CopyButton value={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <pre className="max-h-80 overflow-auto px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}
