import type { ReactNode } from "react";
import { CopyButton } from "#components/patterns/copy-button.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { connectTexts } from "#lib/i18n/texts/connect.ts";

/** The one time that the secret is seen, and what it is for. */
export function SigningSecret({ secret }: { secret: string }) {
  const t = useTranslations(connectTexts);
  return (
    <Card aria-labelledby="signing-secret-title">
      <CardHeader>
        <CardTitle id="signing-secret-title">{t("secret.title")}</CardTitle>
        <CopyButton value={secret} label={t("secret.copy")} isLabelShown />
      </CardHeader>
      <CardBody className="space-y-3 text-sm">
        <code dir="ltr" className="block rounded-md border bg-muted px-3 py-2 font-mono text-xs break-all select-all">
          {secret}
        </code>
        <Alert tone="warning">{t("secret.once")}</Alert>
        <p>{t.rich("secret.headers", { code: markCode })}</p>
        <pre dir="ltr" className="overflow-x-auto rounded-md border bg-muted px-3 py-2 font-mono text-xs" tabIndex={0}>
          {`import { Webhook } from "standardwebhooks";

// ${t("secret.body")}
const event = new Webhook(process.env.SIGNING_SECRET).verify(rawBody, headers);`}
        </pre>
        <p className="text-soft">{t("secret.reject")}</p>
      </CardBody>
    </Card>
  );
}

function markCode(inside: ReactNode) {
  return (
    <code dir="ltr" className="font-mono text-xs">
      {inside}
    </code>
  );
}
