import { createConnection } from "node:net";
import pg from "pg";
import { startWaiting, statementLimit } from "./statement-limits.ts";

/**
 * What stands between the server and its database. `transaction`: a connection belongs to us for one transaction only,
 * so nothing may be left behind in it: no settings, no prepared statements.
 */
export type Pooling = "none" | "session" | "transaction";

/** What the driver keeps for cancel requests, and its types leave out. */
export function backendKeys(client: pg.Client): { processID: number | null; secretKey: number | null } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return client as unknown as { processID: number | null; secretKey: number | null };
}

const CANCEL_CODE = 80_877_102;
const CANCEL_MS = 2_000;

/** The database did not answer in time. Whether the statement was or will be carried out is unknown. */
export class StatementTimeoutError extends Error {
  override name = "StatementTimeoutError";
  readonly code = "ETIMEDOUT";

  constructor(limitMs: number) {
    super(`The database did not answer within ${Math.round(limitMs)} ms`);
  }
}

export type LimitedClientOptions = {
  /** What a statement may take when nothing else is said. */
  limitMs: number;
  pooling: Pooling;
  /** A statement that began at this moment was given up. */
  onTimeout: (beganAt: number, limitMs: number) => void;
};

/**
 * A client whose every statement has a time limit. One that is not answered in time ends the connection: what would
 * come over it later belongs to nobody, and a connection that has gone silent is never used again.
 */
export function limitedClient(options: LimitedClientOptions) {
  return class LimitedClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const send = this.query.bind(this);
      this.query = overloaded((...args: [unknown, unknown?]) => runLimited(this, send, args, options));
    }
  };
}

type Send = (statement: never, values: never, callback: (error: Error | null, result: unknown) => void) => void;

async function runLimited(
  client: pg.Client,
  send: Send,
  [statement, values]: [unknown, unknown?],
  { limitMs: standardMs, pooling, onTimeout }: LimitedClientOptions,
): Promise<unknown> {
  const limitMs = resolveLimit(statement, standardMs);
  const beganAt = performance.now();
  const waiting = startWaiting();
  const timer = setTimeout(() => {
    // A pooler could hand that on to a statement of somebody else.
    if (pooling === "none") cancelStatement(client);
    onTimeout(beganAt, limitMs);
    client.connection.stream.destroy(new StatementTimeoutError(limitMs));
  }, limitMs);
  try {
    return await callWith(send, pooling === "transaction" ? withoutName(statement) : statement, values);
  } catch (error) {
    // So that its stack leads to whoever sent the statement, not to the socket.
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  } finally {
    clearTimeout(timer);
    waiting.end();
  }
}

/** The begin of a transaction is answered at once, however much time its statements are given. */
function resolveLimit(statement: unknown, standardMs: number): number {
  const text = typeof statement === "object" && statement !== null && "text" in statement ? statement.text : statement;
  const limitMs = statementLimit(standardMs);
  return typeof text === "string" && text.startsWith("begin") ? Math.min(limitMs, standardMs) : limitMs;
}

function withoutName(statement: unknown): unknown {
  return typeof statement === "object" ? { ...statement, name: undefined } : statement;
}

/** So that the database does not go on with what nobody waits for. Best effort: it has a time limit of its own as well. */
function cancelStatement(client: pg.Client): void {
  const { processID, secretKey } = backendKeys(client);
  if (processID === null || secretKey === null) return;
  const message = Buffer.alloc(16);
  [16, CANCEL_CODE, processID, secretKey].forEach((value, index) => message.writeInt32BE(value, index * 4));
  const { host, port } = client;
  const socket = createConnection(host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
  socket.on("error", () => socket.destroy());
  socket.setTimeout(CANCEL_MS, () => socket.destroy());
  socket.end(message);
}

/** The driver's overloads, of which this project uses those with a promise. */
export function overloaded(query: (...args: [unknown, unknown?]) => Promise<unknown>): pg.Client["query"] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return query as unknown as pg.Client["query"];
}

/**
 * By callback: with the driver's own promise, what was sent stays in memory until the next full collection (measured:
 * every accepted event), which costs a tenth of what is accepted.
 */
function callWith(send: Send, statement: unknown, values: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    send(statement as never, values as never, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}
