import pg from "pg";
import { z } from "zod";
import type { NewEvent } from "#lib/server/domain/events/context.ts";
import { storeEvents } from "#lib/server/engine/ingest/store-events.ts";
import { uuidv7 } from "#lib/server/runtime/ids.ts";
import { EVENT_NAME, EVENT_PAYLOAD } from "../lib/event-body.ts";
import { finish, readInput } from "../lib/parent.ts";

/** The product's own statement with batches that are always full: what the database can take without HTTP. */
const input = readInput(
  z.object({ databaseUrl: z.url(), workspaceId: z.uuid(), warmupSeconds: z.number(), seconds: z.number() }),
);

const BATCH = 250;
const IN_FLIGHT = 2;
const pool = new pg.Pool({ connectionString: input.databaseUrl, max: IN_FLIGHT });
const from = performance.now() + input.warmupSeconds * 1000;
const to = from + input.seconds * 1000;
let stored = 0;

function newEvent(): NewEvent {
  return {
    id: uuidv7(),
    workspaceId: input.workspaceId,
    event: EVENT_NAME,
    resource: "global",
    resourceId: null,
    payload: EVENT_PAYLOAD,
    createdBy: "Default publishable key",
    createdAt: new Date(),
  };
}

async function loop(): Promise<void> {
  while (performance.now() < to) {
    await storeEvents(
      pool,
      Array.from({ length: BATCH }, newEvent),
      { eventTypes: [], resources: [] },
      { matchesMax: null, wakesAll: true },
    );
    const now = performance.now();
    if (now >= from && now < to) stored += BATCH;
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
await pool.end();
finish({ perSecond: stored / input.seconds });
