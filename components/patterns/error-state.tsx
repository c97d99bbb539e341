import { TriangleAlert } from "lucide-react";
import { describeError } from "#components/patterns/describe-error.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { ApiError } from "#lib/client/api-error.ts";

/** What another try would answer in the same way. */
const FINAL: readonly unknown[] = ["Forbidden", "NotFound", "SessionEnded", "Unauthorized", "StaleToken"];

type ErrorStateProps = { error: unknown; title?: string; onRetry?: () => void; className?: string };

/** A read that failed: the cause in plain words, the request id for support, and a way to try again. */
export function ErrorState({ error, title = "This could not be loaded", onRetry, className }: ErrorStateProps) {
  const { text, requestId } = describeError(error);
  const isFinal = error instanceof ApiError && FINAL.includes(error.name);
  return (
    <div role="alert" data-slot="error-state" className={cn("rounded-lg border px-4 py-6 text-center", className)}>
      <TriangleAlert aria-hidden className="mx-auto mb-2 size-5 text-danger" />
      <p className="font-medium">{title}</p>
      <p className="mt-1 text-sm text-soft">{text}</p>
      {requestId ? (
        <p className="mt-1 text-xs text-soft">
          <span>Request ID </span>
          <code className="font-mono break-all">{requestId}</code>
        </p>
      ) : null}
      {onRetry && !isFinal ? (
        <Button className="mt-3" onClick={onRetry}>
          Retry
        </Button>
      ) : null}
    </div>
  );
}
