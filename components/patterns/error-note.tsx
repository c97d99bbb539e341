import { describeError } from "#components/patterns/describe-error.ts";
import { Alert } from "#components/ui/alert.tsx";

type ErrorNoteProps = { error: unknown; title?: string };

/** A write that failed, shown where it was asked for. */
export function ErrorNote({ error, title }: ErrorNoteProps) {
  const { text, requestId } = describeError(error);
  return (
    <Alert tone="danger" role="alert">
      {title ? <strong className="font-semibold">{`${title} `}</strong> : null}
      <span>{text}</span>
      {requestId ? <span className="block text-xs break-all">{`Request ID ${requestId}`}</span> : null}
    </Alert>
  );
}
