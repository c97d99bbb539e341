import { z } from "zod";
import type { Account } from "#lib/server/providers/contract.ts";
import { loaded } from "#lib/server/providers/kit/fault.ts";
import type { Sealer } from "#lib/server/runtime/sealed-secrets.ts";
import type { Granted } from "./token-endpoint.ts";

/** What was granted, with the account that it is for. */
export type PendingGrant = { granted: Granted; account: Account };

const PendingGrantJson = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
  scopes: z.array(z.string()).optional(),
  captured: z.record(z.string(), z.unknown()),
  requested_at: z.coerce.date(),
  account: z.object({ id: z.string(), label: z.string(), metadata: z.record(z.string(), z.unknown()).optional() }),
});

const pendingGrantPlace = (attemptId: string) => `oauth_attempts/${attemptId}/grant` as const;

/** For a grant that waits in its attempt until somebody has decided about it. */
export function sealPendingGrant(
  sealer: Sealer,
  attemptId: string,
  { granted, account }: PendingGrant,
): Promise<string> {
  const { grant, captured, requestedAt } = granted;
  const held: z.input<typeof PendingGrantJson> = {
    access_token: grant.accessToken,
    refresh_token: grant.refreshToken,
    expires_in: grant.expiresInSeconds,
    scopes: grant.scopes && [...grant.scopes],
    captured: captured.ok ? captured.value : {},
    requested_at: requestedAt.toISOString(),
    account,
  };
  return sealer.seal(JSON.stringify(held), pendingGrantPlace(attemptId));
}

export async function openPendingGrant(sealer: Sealer, attemptId: string, sealed: string): Promise<PendingGrant> {
  const held = PendingGrantJson.parse(JSON.parse(await sealer.open(sealed, pendingGrantPlace(attemptId))));
  const { id, label, metadata } = held.account;
  return {
    granted: {
      grant: {
        accessToken: held.access_token,
        refreshToken: held.refresh_token,
        expiresInSeconds: held.expires_in,
        scopes: held.scopes,
      },
      captured: loaded(held.captured),
      requestedAt: held.requested_at,
    },
    account: { id, label, ...(metadata === undefined ? {} : { metadata }) },
  };
}
