import { describe, expect, it } from "vitest";
import { DELETE_EXPIRED_KEYS } from "./ingest/known-keys.ts";
import { CATALOG_KEYS_MAX, STORE_EVENTS_WITH_KEYS } from "./ingest/store-events.ts";
import { FIND_FIRST_ANSWERS, KEY_HOURS, STORE_ONCE, STORE_ONCE_WITH_KEYS } from "./ingest/store-once.ts";
import { CLAIM } from "./queue/claim.ts";
import { CONNECTIONS_MAX, FIND_DUE, FIND_QUARANTINED, QUARANTINED_MAX, WORKSPACES_MAX } from "./queue/find-due.ts";
import { LOST_LEASES_MAX, QUARANTINE_LOSSES } from "./queue/leases.ts";
import { PRUNE_BATCH, PRUNE_BUCKETS } from "./queue/pace/buckets.ts";
import { PROMOTE, PROMOTE_BATCH } from "./queue/promote.ts";
import { WAIT_FOR_CONNECTION_MS } from "./queue/record.ts";
import { EXPIRE, FIND_READY, GIVE_UP, PAGE } from "./worker/sweep.ts";

const ordinary = `re.lost_leases < ${QUARANTINE_LOSSES}`;
const quarantined = `lost_leases >= ${QUARANTINE_LOSSES}`;
const notLast = `re.lost_leases < ${LOST_LEASES_MAX - 1}`;
const keyTime = `interval '${KEY_HOURS} hours'`;

const WRITTEN_OUT: [statement: { name: string; text: string }, ...bounds: string[]][] = [
  [CLAIM.ordinary, ordinary],
  [CLAIM.quarantined, quarantined, notLast],
  [FIND_DUE, ordinary, `w limit ${WORKSPACES_MAX}`, `connection_id is not null limit ${CONNECTIONS_MAX}`],
  [FIND_QUARANTINED, quarantined, notLast, `order by due_at limit ${QUARANTINED_MAX}`],
  [PROMOTE, `limit ${PROMOTE_BATCH}`],
  [PRUNE_BUCKETS, `limit ${PRUNE_BATCH}`],
  [GIVE_UP, `re.lost_leases >= ${LOST_LEASES_MAX - 1}`],
  [FIND_READY, `from found limit ${PAGE}`],
  [EXPIRE, `inactive for ${WAIT_FOR_CONNECTION_MS / 3_600_000} hours`],
  [STORE_EVENTS_WITH_KEYS, `limit ${CATALOG_KEYS_MAX}`, `k.n + t.place <= ${CATALOG_KEYS_MAX}`],
  [STORE_ONCE_WITH_KEYS, `limit ${CATALOG_KEYS_MAX}`, `k.n + t.place <= ${CATALOG_KEYS_MAX}`, keyTime],
  [STORE_ONCE, keyTime],
  [FIND_FIRST_ANSWERS, keyTime],
  [DELETE_EXPIRED_KEYS, keyTime],
];

/** Whether the text has it, and not as the beginning of a longer number. */
const says = (text: string, bound: string) =>
  text
    .split(bound)
    .slice(1)
    .some((rest) => !/^\d/.test(rest));

describe("a bound that is written out for the planner is the one of the code", () => {
  it.each(WRITTEN_OUT.map(([statement, ...bounds]) => ({ ...statement, bounds })))("in $name", ({ text, bounds }) => {
    expect(bounds.filter((bound) => !says(text, bound))).toEqual([]);
  });
});
