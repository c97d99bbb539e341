import { Alert } from "#components/ui/alert.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";

type OAuthEndNoteProps = {
  integration: Integration;
  /** Undefined when the server does not know it any more. */
  attempt: OAuthAttempt | undefined;
};

/** Why an attempt came to nothing, above the way to make another. */
export function OAuthEndNote({ integration, attempt }: OAuthEndNoteProps) {
  if (attempt?.status === "failed") return <Failed name={integration.name} problem={attempt.problem} />;
  return (
    <Alert tone="info" role="status">
      {attempt?.status === "canceled"
        ? "Canceled. Nothing was changed."
        : `The sign-in at ${integration.name} was not completed in time. Nothing was changed. Start again.`}
    </Alert>
  );
}

function Failed({ name, problem }: { name: string; problem: OAuthAttempt["problem"] }) {
  return (
    <Alert tone="danger" role="alert" className="space-y-1">
      <p>
        <strong className="font-semibold">{`${name} was not connected.`}</strong>
        <span> Nothing was changed.</span>
      </p>
      {problem ? (
        <p className="break-words">
          <span>{`${problem.message} `}</span>
          <span className="text-xs">{`(${problem.code})`}</span>
        </p>
      ) : null}
    </Alert>
  );
}
