import { CopyButton } from "#components/patterns/copy-button.tsx";
import { truncateMiddle } from "#components/patterns/truncate-middle.ts";

type IdTextProps = { value: string; copyLabel: string };

/** An id in short form with a button that copies it whole. */
export function IdText({ value, copyLabel }: IdTextProps) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <code dir="ltr" className="font-mono text-xs" title={value}>
        {truncateMiddle(value)}
      </code>
      <CopyButton value={value} label={copyLabel} />
    </span>
  );
}
