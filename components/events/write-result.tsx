import { ErrorNote } from "#components/patterns/error-note.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { ApiError } from "#lib/client/api-error.ts";

type WriteResultProps = {
  error: Error | null;
  refusals: Partial<Record<number, string>>;
  success: string | undefined;
};

/** What a press of a button really did. */
export function WriteResult({ error, refusals, success }: WriteResultProps) {
  return (
    <div role="status" className="basis-full empty:hidden">
      {error ? <Refusal error={error} refusals={refusals} /> : null}
      {success && !error ? <Alert tone="info">{success}</Alert> : null}
    </div>
  );
}

function Refusal({ error, refusals }: { error: Error; refusals: WriteResultProps["refusals"] }) {
  const words = error instanceof ApiError ? refusals[error.status] : undefined;
  return words ? <Alert tone="warning">{words}</Alert> : <ErrorNote error={error} />;
}
