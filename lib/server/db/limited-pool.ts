import pg from "pg";
import type { Log } from "#lib/server/runtime/log.ts";
import { limitedClient, overloaded, StatementTimeoutError, type LimitedClientOptions } from "./limited-client.ts";
import { isBudgetSpent, startWaiting, statementLimit } from "./statement-limits.ts";

/** The database itself ends what took longer than anything may: the last resort when its client has vanished. */
const SERVER_LIMIT_MS = 60_000;
/** How long a free connection, or a new one, is waited for. */
const CHECKOUT_MS = 3_000;
/** The system looks after a connection that has been quiet for this long. */
const KEEP_ALIVE_MS = 5_000;

export type LimitedPoolOptions = Omit<LimitedClientOptions, "onTimeout">;

class StaleConnectionError extends Error {}

/**
 * A pool of limited clients that survives the loss of the database. One connection that went silent puts the idle ones
 * under suspicion that have not been heard of since: they are replaced, before each of them costs somebody a time-out.
 */
export class LimitedPool extends pg.Pool {
  readonly #idleSince = new Map<pg.PoolClient, number>();
  readonly #log: Log;

  constructor(config: pg.PoolConfig, options: LimitedPoolOptions, log: Log) {
    super({
      connectionTimeoutMillis: CHECKOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      idleTimeoutMillis: 60_000,
      application_name: "meshes",
      // Said after connecting: a pooler refuses it in the start of a session.
      ...(options.pooling === "transaction" ? {} : { onConnect: (client) => limitInDatabase(client, options.limitMs) }),
      ...config,
      Client: limitedClient({ ...options, onTimeout: (beganAt, ms) => this.#distrust(beganAt, ms) }),
    });
    this.#log = log;
    this.query = overloaded((...args) => this.#query(args));
    this.on("acquire", (client) => this.#idleSince.delete(client));
    this.on("release", (_error, client) => this.#idleSince.set(client, performance.now()));
    this.on("remove", (client) => this.#idleSince.delete(client));
    // A client that is lost while it is in use fails its query, and then says so once more: without a listener of its
    // own that would end the process.
    this.on("connect", (client) =>
      client.on("error", (error) => log.debug({ err: error }, "A database connection was lost")),
    );
    this.on("error", (error) => {
      if (!(error instanceof StaleConnectionError)) log.warn({ err: error }, "An idle database connection was lost");
    });
  }

  /** Within what the caller may wait; a connection that comes too late goes back to the pool. */
  override async connect(): Promise<pg.PoolClient>;
  override async connect(): Promise<pg.PoolClient> {
    if (isBudgetSpent()) throw new StatementTimeoutError(0);
    const limitMs = statementLimit(CHECKOUT_MS);
    if (limitMs >= CHECKOUT_MS) return waitingFor(super.connect());
    return waitingFor(withinTime(super.connect(), limitMs));
  }

  async #query([statement, values]: [unknown, unknown?]): Promise<unknown> {
    const client = await this.connect();
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return await client.query(statement as pg.QueryConfig, values as unknown[]);
    } finally {
      // One whose connection broke is not taken back by the pool.
      client.release();
    }
  }

  #distrust(beganAt: number, limitMs: number): void {
    const staleClients = [...this.#idleSince]
      .filter(([, answeredAt]) => answeredAt <= beganAt)
      .map(([client]) => client);
    this.#log.warn(
      { limit_ms: Math.round(limitMs), idle: staleClients.length },
      "The database did not answer a statement in time: its connection is closed, and the idle ones not heard of since",
    );
    for (const client of staleClients) {
      // The pool takes it out at once, before anybody else is given it.
      client.emit("error", new StaleConnectionError("Not heard of since another connection went silent"));
      client.connection.stream.destroy();
    }
  }
}

function withinTime(connecting: Promise<pg.PoolClient>, limitMs: number): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new StatementTimeoutError(limitMs));
    }, limitMs);
    connecting.then(
      (client) => {
        clearTimeout(timer);
        if (isLate) client.release();
        else resolve(client);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

async function limitInDatabase(client: pg.ClientBase, limitMs: number): Promise<void> {
  await client.query(`set statement_timeout = ${Math.max(SERVER_LIMIT_MS, limitMs)}`);
}

async function waitingFor<T>(work: Promise<T>): Promise<T> {
  const waiting = startWaiting();
  try {
    return await work;
  } finally {
    waiting.end();
  }
}
