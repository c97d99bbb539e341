import type pg from "pg";

/** A worker that has not been heard of for this long is gone. */
export const WORKER_GONE_SECONDS = 30;

export async function writeHeartbeat(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query({
    name: "worker-heartbeat",
    text: `insert into workers (id, started_at, heartbeat_at) values ($1, now(), now())
      on conflict (id) do update set heartbeat_at = now()`,
    values: [workerId],
  });
}

export async function retireWorker(pool: pg.Pool, workerId: string): Promise<void> {
  await pool.query("delete from workers where id = $1 or heartbeat_at < now() - interval '1 day'", [workerId]);
}

/** How many workers of this database are alive. */
export async function countWorkersAlive(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    "select count(*)::int as n from workers where heartbeat_at > now() - make_interval(secs => $1)",
    [WORKER_GONE_SECONDS],
  );
  return rows[0]?.n ?? 0;
}
