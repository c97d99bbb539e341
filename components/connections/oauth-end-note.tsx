import { emphasize } from "#components/connections/emphasize.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import type { OAuthAttempt } from "#lib/contracts/oauth-attempts.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

type OAuthEndNoteProps = {
  integration: Integration;
  /** Undefined when the server does not know it any more. */
  attempt: OAuthAttempt | undefined;
};

/** Why an attempt came to nothing, above the way to make another. */
export function OAuthEndNote({ integration, attempt }: OAuthEndNoteProps) {
  const t = useTranslations(authorizationTexts);
  if (attempt?.status === "failed") return <Failed name={integration.name} problem={attempt.problem} />;
  return (
    <Alert tone="info" role="status">
      {attempt?.status === "canceled" ? t("ended.canceled") : t("ended.expired", { name: integration.name })}
    </Alert>
  );
}

function Failed({ name, problem }: { name: string; problem: OAuthAttempt["problem"] }) {
  const t = useTranslations(authorizationTexts);
  return (
    <Alert tone="danger" role="alert" className="space-y-1">
      <p>{t.rich("ended.failed", { name, strong: emphasize })}</p>
      {problem ? (
        <p dir="auto" className="break-words">
          <span>{`${problem.message} `}</span>
          <span className="text-xs">{`(${problem.code})`}</span>
        </p>
      ) : null}
    </Alert>
  );
}
