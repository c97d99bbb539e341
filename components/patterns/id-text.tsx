import { CopyButton } from "#components/patterns/copy-button.tsx";
import { truncateMiddle } from "#lib/format/truncate-middle.ts";

type IdTextProps = { value: string; label: string };

/** An id in short form with a button that copies it whole. `label` names it: "event ID". */
export function IdText({ value, label }: IdTextProps) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <code className="font-mono text-xs" title={value}>
        {truncateMiddle(value)}
      </code>
      <CopyButton value={value} label={`Copy ${label}`} />
    </span>
  );
}
