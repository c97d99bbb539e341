"use client";

import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { INTEGRATION_NAMES } from "#components/patterns/integration-names.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { DeletedConnection, Disconnection } from "#lib/contracts/connections.ts";
import type { IntegrationType } from "#lib/contracts/integrations.ts";

type Status = Disconnection["status"];

const STATUSES: readonly Status[] = ["revoked", "kept", "failed", "unsupported"];

function isType(value: string): value is IntegrationType {
  return Object.hasOwn(INTEGRATION_NAMES, value);
}
const parsers = {
  disconnected: parseAsStringLiteral(Object.keys(INTEGRATION_NAMES).filter(isType)),
  access: parseAsStringLiteral(STATUSES),
};

/** The list, with what became of the access. */
export function disconnectedHref({ type, disconnection }: DeletedConnection): string {
  const list = "/workspace/connections";
  return disconnection === undefined ? list : `${list}?disconnected=${type}&access=${disconnection.status}`;
}

const WORDS: Record<Status, (name: string) => string> = {
  revoked: (name) => `${name} was disconnected, and its access was revoked.`,
  kept: (name) => `${name} was disconnected. Its access was kept, because another connection may use the same account.`,
  failed: (name) =>
    `${name} was disconnected here, but could not be notified. To revoke access, also remove the app in the settings of ${name}.`,
  unsupported: (name) =>
    `${name} was disconnected here, but does not support revoking access. To revoke it, remove the app in the settings of ${name}.`,
};

/** What became of the access to an account whose connection was deleted. */
export function DisconnectedNote() {
  const [{ disconnected, access }, set] = useQueryStates(parsers, { history: "replace" });
  if (!disconnected || !access) return null;
  const isDone = access === "revoked" || access === "kept";
  return (
    <Alert
      tone={isDone ? "success" : "warning"}
      role="status"
      className="mb-3 flex flex-wrap items-center justify-between gap-2"
    >
      <p className="min-w-48 flex-1">{WORDS[access](INTEGRATION_NAMES[disconnected])}</p>
      <Button size="sm" onClick={() => void set(null)}>
        Close
      </Button>
    </Alert>
  );
}
