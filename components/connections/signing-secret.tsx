import { CopyButton } from "#components/patterns/copy-button.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";

/** The one time that the secret is seen, and what it is for. */
export function SigningSecret({ secret }: { secret: string }) {
  return (
    <Card aria-labelledby="signing-secret-title">
      <CardHeader>
        <CardTitle id="signing-secret-title">Signing secret</CardTitle>
        <CopyButton value={secret} label="Copy secret" isLabelShown />
      </CardHeader>
      <CardBody className="space-y-3 text-sm">
        <code className="block rounded-md border bg-muted px-3 py-2 font-mono text-xs break-all select-all">
          {secret}
        </code>
        <Alert tone="warning">It is shown only once. Store it where your receiver can read it.</Alert>
        <p>
          <span>Every request carries </span>
          <code className="font-mono text-xs">webhook-id</code>
          <span>, </span>
          <code className="font-mono text-xs">webhook-timestamp</code>
          <span> and </span>
          <code className="font-mono text-xs">webhook-signature</code>
          <span>
            , as the Standard Webhooks specification says. With one of its libraries, verification is a single call:
          </span>
        </p>
        <pre className="overflow-x-auto rounded-md border bg-muted px-3 py-2 font-mono text-xs" tabIndex={0}>
          {`import { Webhook } from "standardwebhooks";

// The body exactly as it was received, before any parsing.
const event = new Webhook(process.env.SIGNING_SECRET).verify(rawBody, headers);`}
        </pre>
        <p className="text-soft">
          Reject requests that fail verification, and keep track of the webhook-id: a repeated delivery carries the same
          one.
        </p>
      </CardBody>
    </Card>
  );
}
