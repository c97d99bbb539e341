"use client";

import { Delayed } from "#components/shell/delayed.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const EXPLAIN_AFTER_MS = 8_000;
const ROWS = ["w-full", "w-5/6", "w-full", "w-2/3"];

type WaitingStateProps = { isForHost: boolean; allowedOrigins: readonly string[] };

export function WaitingState({ isForHost, allowedOrigins }: WaitingStateProps) {
  return (
    <div data-slot="waiting-state">
      <h1 className="mb-4 text-sm text-soft">{isForHost ? "Waiting for the host page…" : "Loading the workspace…"}</h1>
      {isForHost ? (
        <Delayed ms={EXPLAIN_AFTER_MS}>
          <NoTokenHelp allowedOrigins={allowedOrigins} />
        </Delayed>
      ) : null}
      <div className="space-y-4" aria-hidden>
        {ROWS.map((width, index) => (
          <Skeleton key={index} className={`h-4 ${width}`} />
        ))}
      </div>
    </div>
  );
}

function NoTokenHelp({ allowedOrigins }: { allowedOrigins: readonly string[] }) {
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
