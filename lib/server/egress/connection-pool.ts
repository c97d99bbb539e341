import { setImmediate } from "node:timers/promises";
import { Client, type Dispatcher } from "undici";
import type { ConnectTimings } from "./egress-result.ts";
import type { GuardedConnector } from "./guarded-connector.ts";
import { RESPONSE_HEADER_BYTES_MAX, SocketTap } from "./socket-tap.ts";

/** A socket keeps the address it was opened with, so idle time, age and use are all bounded. */
const KEEP_ALIVE_MS = 4_000;
const CONNECTION_AGE_MAX_MS = 60_000;
const REQUESTS_PER_CONNECTION_MAX = 1_000;

/** One connection to an origin, for one exchange at a time. */
export class Connection {
  readonly origin: string;
  readonly #client: Client;
  readonly #openedAt = performance.now();
  readonly #timings: ConnectTimings = {};
  #tap: SocketTap | null = null;

  constructor(origin: string, connect: GuardedConnector, onClosed: (connection: Connection) => void) {
    this.origin = origin;
    // Header and body time-outs are off: the total deadline covers them, and undici's own tick only every half second.
    this.#client = new Client(origin, {
      connect: (target, callback) => {
        connect(
          target,
          (...[error, socket]) => {
            if (socket === null) return callback(error ?? new Error("no socket"), null);
            this.#tap = new SocketTap(socket);
            callback(null, socket);
          },
          this.#timings,
        );
      },
      allowH2: false,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      maxRequestsPerClient: REQUESTS_PER_CONNECTION_MAX,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#client.on("disconnect", () => onClosed(this));
  }

  /** Null until there is a socket. */
  get tap(): SocketTap | null {
    return this.#tap;
  }

  /** How long it took to open, for the first exchange: the others find it open. */
  get connectTimings(): ConnectTimings {
    return this.#tap === null || this.#tap.exchanges < 2 ? this.#timings : {};
  }

  get isReusable(): boolean {
    if (this.#tap === null || !this.#tap.isOpen) return false;
    const isYoung = performance.now() - this.#openedAt < CONNECTION_AGE_MAX_MS;
    return isYoung && this.#tap.exchanges < REQUESTS_PER_CONNECTION_MAX;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#client.dispatch(request, handler);
  }

  destroy(): Promise<void> {
    return this.#client.destroy();
  }
}

/**
 * Hands out connections one exchange at a time, so that it is always known whether a request went over a socket that had
 * been used before. How many there are at once is not bounded here.
 */
export class ConnectionPool {
  readonly #connect: GuardedConnector;
  readonly #all = new Set<Connection>();
  readonly #idle = new Map<string, Set<Connection>>();

  constructor(connect: GuardedConnector) {
    this.#connect = connect;
  }

  /** The one that was used last, or a new one. */
  async take(origin: string): Promise<Connection> {
    for (let idle = this.#last(origin); idle !== undefined; idle = this.#last(origin)) {
      this.#notIdle(idle);
      // A whole turn of the event loop, so that a close that has arrived is known before anything is written.
      await setImmediate();
      if (idle.isReusable) return idle;
      this.#discard(idle);
    }
    return this.open(origin);
  }

  open(origin: string): Connection {
    const connection = new Connection(origin, this.#connect, (closed) => {
      if (this.#notIdle(closed)) this.#discard(closed);
    });
    this.#all.add(connection);
    return connection;
  }

  /** The exchange on it is over. */
  release(connection: Connection): void {
    if (!connection.isReusable) return this.#discard(connection);
    const idle = this.#idle.get(connection.origin) ?? new Set();
    this.#idle.set(connection.origin, idle.add(connection));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((connection) => connection.destroy()));
    this.#all.clear();
    this.#idle.clear();
  }

  #last(origin: string): Connection | undefined {
    return [...(this.#idle.get(origin) ?? [])].at(-1);
  }

  #notIdle(connection: Connection): boolean {
    const idle = this.#idle.get(connection.origin);
    const wasIdle = idle?.delete(connection) ?? false;
    if (idle?.size === 0) this.#idle.delete(connection.origin);
    return wasIdle;
  }

  #discard(connection: Connection): void {
    this.#all.delete(connection);
    void connection.destroy();
  }
}
