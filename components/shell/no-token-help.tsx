import { Alert } from "#components/ui/alert.tsx";

/** For developers whose page does not answer. */
export function NoTokenHelp({ allowedOrigins }: { allowedOrigins: readonly string[] }) {
  return (
    <Alert tone="warning" role="alert" className="mb-4">
      <p className="font-semibold">The page that contains this workspace has not sent an access token.</p>
      <p className="mt-1">Reloading that page may help. If you build it, these are the likely causes:</p>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        <li>
          <span>It does not answer </span>
          <code>meshes:ready</code>
          <span> with a </span>
          <code>meshes:auth</code>
          <span> message that carries the session&apos;s </span>
          <code>access_token</code>
          <span>.</span>
        </li>
        <li>
          <span>Its origin is not in the session's </span>
          <code>allowed_origins</code>
          <span>, so its messages are ignored. Allowed here: </span>
          {allowedOrigins.length > 0 ? (
            <code className="break-all">{allowedOrigins.join(", ")}</code>
          ) : (
            <span>none</span>
          )}
          <span>.</span>
        </li>
        <li>
          <span>It posts to another origin or window than this frame&apos;s </span>
          <code>contentWindow</code>
          <span>.</span>
        </li>
      </ul>
    </Alert>
  );
}
