import { sql } from "drizzle-orm";
import type { Loaded } from "#lib/server/providers/kit/fault.ts";
import type { ConnectionsApp } from "../context.ts";
import { readTokenRow, type TokenRow } from "./stored-tokens.ts";

/** A few at a time: what became due together, as after a long stop, is spread by the pauses between the batches. */
const BATCH = 4;
/** Those that could not be renewed are due again after this, on average. */
const AGAIN_SECONDS = 3_600;

type Renew = (connectionId: string, row: TokenRow) => Promise<Loaded<TokenRow>>;

/**
 * Uses refresh tokens that would die unused, also of connections that somebody has paused. Claimed by
 * moving them on, so that no other node takes them; a refusal that is final switches the connection off.
 */
export async function renewIdleTokens(
  { db, log }: Pick<ConnectionsApp, "db" | "log">,
  renew: Renew,
): Promise<"more" | "idle"> {
  const { rows } = await db.execute<{ id: string }>(sql`
    update oauth_tokens t set idle_refresh_at = now() + make_interval(secs => ${AGAIN_SECONDS} * (0.5 + random()))
    from (
      select o.id from oauth_tokens o
      join connections c on c.id = o.id and c.deleted_at is null
        and (c.active or c.inactive_reason = 'manually_inactivated')
      where o.idle_refresh_at <= now()
      order by o.idle_refresh_at limit ${BATCH} for update of o skip locked
    ) due
    where t.id = due.id returning t.id`);
  await Promise.all(
    rows.map(async ({ id }) => {
      const row = await readTokenRow(db, id);
      const result = row && (await renew(id, row));
      if (result?.ok === false) {
        log.warn({ connection: id, problem: result.fault.message }, "An idle access could not be renewed");
      }
    }),
  );
  return rows.length === BATCH ? "more" : "idle";
}
