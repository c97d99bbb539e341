import type pg from "pg";
import { runBisected } from "#lib/server/db/run-bisected.ts";
import type { NewEvent } from "#lib/server/domain/events/context.ts";

/** The events whose payload is JSON that the database cannot hold, by id. Only for what has failed already. */
export async function findUnstorable(pool: pg.Pool, events: readonly NewEvent[]): Promise<ReadonlySet<string>> {
  const checked = await runBisected(
    events,
    async (part) => {
      await pool.query("select count(t.payload::json) from unnest($1::text[]) as t (payload)", [
        part.map(({ payload }) => payload),
      ]);
      return part.map(() => undefined);
    },
    ({ id }) => id,
  );
  return new Set(
    checked.flatMap((result) => {
      if (result.status === "rejected") throw result.reason;
      return result.value === undefined ? [] : [result.value];
    }),
  );
}
