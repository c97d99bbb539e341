import { CopyButton } from "#components/patterns/copy-button.tsx";
import { JsonView } from "#components/patterns/json-view.tsx";
import { byteLength, formatBytes } from "#lib/format/bytes.ts";

function hasStructure(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

type BodyViewProps = { text: string; label: string; isCut?: boolean };

/** The body of a request or an answer: as a tree if it is JSON, else as the text that it is. What is copied is the text. */
export function BodyView({ text, label, isCut = false }: BodyViewProps) {
  if (text === "") return <p className="text-sm text-soft">{`${label}: empty`}</p>;
  const copyLabel = isCut ? `Copy the kept part of the ${label.toLowerCase()}` : `Copy ${label.toLowerCase()}`;
  if (hasStructure(text)) return <JsonView text={text} label={label} copyLabel={copyLabel} />;
  return (
    <div className="rounded-md border bg-muted">
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1 text-xs text-soft">
        <span>{`${label} · ${formatBytes(byteLength(text))}`}</span>
        <CopyButton value={text} label={copyLabel} />
      </div>
      <pre className="max-h-80 overflow-auto px-3 py-2 font-mono text-xs break-words whitespace-pre-wrap" tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}
