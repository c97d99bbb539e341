import type { RowResult } from "#components/mappings/use-mapping-preview.ts";

const CHARACTERS_MAX = 300;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > CHARACTERS_MAX ? `${text.slice(0, CHARACTERS_MAX)}…` : text;
}

/** What the row gives for the chosen event, or why it gives nothing. */
export function RowResultNote({ result, name }: { result: RowResult | undefined; name: string }) {
  if (!result) return null;
  if (result.problem !== undefined) {
    return (
      <p className="rounded-md bg-muted px-3 py-2 text-xs text-warning">
        <span className="font-medium">No value: </span>
        <span>{result.problem}</span>
      </p>
    );
  }
  return (
    <p className="rounded-md bg-muted px-3 py-2 text-xs">
      <span className="text-soft">Becomes </span>
      <output aria-label={`${name} becomes`} className="font-mono break-all">
        {result.value === "" ? "an empty text" : shown(result.value)}
      </output>
    </p>
  );
}
