import { deliveriesText, skipTexts } from "#components/events/retry-words.ts";
import type { RetryPreview } from "#lib/contracts/retries.ts";

/** What a bulk retry leaves out, and why. */
export function SkippedList({ of }: { of: Pick<RetryPreview, "skipped" | "skip_reasons"> }) {
  if (of.skipped === 0) return null;
  return (
    <div className="text-soft">
      <p>{`${deliveriesText(of.skipped)} skipped:`}</p>
      <ul className="list-disc pl-5">
        {skipTexts(of).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
