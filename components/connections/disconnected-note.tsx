"use client";

import { parseAsStringLiteral, useQueryStates } from "nuqs";
import { DESTINATION_TYPES } from "#components/patterns/destination-types.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import type { DeletedConnection, Disconnection } from "#lib/contracts/connections.ts";
import { deleteConnectionTexts } from "#lib/i18n/texts/delete-connection.ts";
import { destinationsTexts } from "#lib/i18n/texts/destinations.ts";

type Status = Disconnection["status"];

const STATUSES: readonly Status[] = ["revoked", "kept", "failed", "unsupported"];

const parsers = {
  disconnected: parseAsStringLiteral(DESTINATION_TYPES),
  access: parseAsStringLiteral(STATUSES),
};

/** The list, with what became of the access. */
export function disconnectedHref({ type, disconnection }: DeletedConnection): string {
  const list = "/workspace/connections";
  return disconnection === undefined ? list : `${list}?disconnected=${type}&access=${disconnection.status}`;
}

/** What became of the access to an account whose connection was deleted. */
export function DisconnectedNote() {
  const t = useTranslations(deleteConnectionTexts);
  const destination = useTranslations(destinationsTexts);
  const [{ disconnected, access }, set] = useQueryStates(parsers, { history: "replace" });
  if (!disconnected || !access) return null;
  const isDone = access === "revoked" || access === "kept";
  return (
    <Alert
      tone={isDone ? "success" : "warning"}
      role="status"
      className="mb-3 flex flex-wrap items-center justify-between gap-2"
    >
      <p className="min-w-48 flex-1">{t(`done.${access}`, { name: destination(disconnected) })}</p>
      <Button size="sm" onClick={() => void set(null)}>
        {t("done.close")}
      </Button>
    </Alert>
  );
}
