"use client";

import { useState } from "react";
import { PauseConnection } from "#components/connections/lazy-panels.tsx";
import { needsReconnect } from "#components/patterns/needs-reconnect.ts";
import { INACTIVE_WORDS } from "#components/patterns/plain-words.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Connection } from "#lib/contracts/connections.ts";

/** Why the connection is off, what that means, and the way back, where that is not a new sign-in. */
export function InactiveNote({ connection }: { connection: Connection }) {
  const [isOpen, setOpen] = useState(false);
  const isOver = needsReconnect(connection.inactive_reason);
  const words = connection.inactive_reason ? INACTIVE_WORDS[connection.inactive_reason] : undefined;
  return (
    <div className="max-w-2xl space-y-2">
      <Alert tone="warning" className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-48 flex-1">
          <strong className="font-semibold">Inactive.</strong>
          {words ? <span>{` ${words.what} ${words.todo}`}</span> : null}
          <span> Its deliveries wait for up to 72 hours.</span>
        </p>
        {isOver ? null : (
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Resume
          </Button>
        )}
      </Alert>
      {isOpen ? <PauseConnection connection={connection} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
