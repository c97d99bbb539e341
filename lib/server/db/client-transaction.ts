import type pg from "pg";

/**
 * What holds in every transaction, said in it, because a pooler hands the connection to somebody else afterwards. When
 * its client is not heard of any more, the locks it holds must not keep everybody else waiting.
 */
export const TRANSACTION_SETTINGS = "set local idle_in_transaction_session_timeout = '5s'";

/** A transaction of plain, prepared statements; a client whose transaction cannot be rolled back is given up. */
export async function inClientTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`begin; ${TRANSACTION_SETTINGS}`);
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    await client.query("rollback").then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}
