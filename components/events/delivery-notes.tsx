"use client";

import Link from "next/link";
import { Alert } from "#components/ui/alert.tsx";
import { useSession } from "#lib/client/session.ts";
import type { RuleEvent } from "#lib/contracts/rule-events.ts";

export function DeliveryNotes({ ruleEvent }: { ruleEvent: RuleEvent }) {
  const isWaiting = ruleEvent.waiting === "connection_inactive" && !ruleEvent.connection_deleted;
  return (
    <>
      {ruleEvent.connection_deleted ? (
        <Note>The connection was deleted, so this can no longer be delivered.</Note>
      ) : null}
      {ruleEvent.rule_deleted ? <Note>The rule was deleted; this delivery is kept for the record.</Note> : null}
      {isWaiting ? <WaitingNote connectionId={ruleEvent.connection} /> : null}
    </>
  );
}

function Note({ children }: { children: string }) {
  return <p className="border-t px-3 py-2 text-sm text-soft">{children}</p>;
}

function WaitingNote({ connectionId }: { connectionId: string }) {
  const { can } = useSession();
  return (
    <Alert tone="warning" className="mx-3 mb-2">
      <span>{`It is delivered as soon as the connection is active again. After 72 hours it fails. `}</span>
      {can("write_connections") ? (
        <Link href={`/workspace/connections/${connectionId}`}>Fix the connection</Link>
      ) : null}
    </Alert>
  );
}
