import type pg from "pg";
import type { Log } from "#lib/server/runtime/log.ts";
import { withStatementLimit } from "./statement-limits.ts";

/** What nodes tell each other over the database (`NOTIFY`). */

/** Deliveries are due. */
export const WORK_CHANNEL = "meshes_work";
/** A machine or publishable key was changed, so that all nodes forget what they have cached. */
export const KEYS_CHANNEL = "meshes_keys";
/** A node that takes requests has come or gone. */
export const NODES_CHANNEL = "meshes_nodes";

const RECONNECT_MS = 1_000;
/** Nothing is ever asked over this connection, so that it went silent would not be noticed. */
const HEARTBEAT_MS = 2_000;
const ANSWER_MS = 2_000;
const CHANNEL = /^[a-z_]+$/;

const ask = (client: pg.PoolClient, text: string) => withStatementLimit(ANSWER_MS, () => client.query(text));

export type Notifications = { close(): Promise<void> };

/**
 * Listens on channels of the database for as long as the server runs. When the connection was lost, every listener is
 * called once after it is back, because what was said in between is unknown.
 */
export function listenForNotifications(
  pool: pg.Pool,
  listeners: Readonly<Record<string, () => void>>,
  log: Log,
): Notifications {
  const channels = Object.keys(listeners).filter((channel) => CHANNEL.test(channel));
  let client: pg.PoolClient | undefined;
  let heartbeat: { stop(): void } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let connecting = connect();

  async function connect(): Promise<void> {
    let connected: pg.PoolClient | undefined;
    try {
      connected = await pool.connect();
      for (const channel of channels) await ask(connected, `listen ${channel}`);
    } catch (error) {
      connected?.release(true);
      log.warn({ err: error }, "Listening for notifications failed; polling continues in the meantime");
      return reconnectLater();
    }
    keep(connected);
    for (const channel of channels) listeners[channel]?.();
  }

  function keep(connected: pg.PoolClient): void {
    client = connected;
    connected.once("error", () => lose(connected));
    connected.once("end", () => lose(connected));
    connected.on("notification", ({ channel }) => listeners[channel]?.());
    // Said once more it changes nothing.
    heartbeat = keepAsking(connected, `listen ${channels[0]}`, () => lose(connected));
  }

  function lose(lost: pg.PoolClient): void {
    if (client !== lost) return;
    client = undefined;
    heartbeat?.stop();
    lost.release(true);
    reconnectLater();
  }

  function reconnectLater(): void {
    if (isClosed) return;
    timer = setTimeout(() => {
      connecting = connect();
    }, RECONNECT_MS);
  }

  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await connecting;
      heartbeat?.stop();
      const held = client;
      client = undefined;
      held?.release(true);
    },
  };
}

/** Asks again and again; `onSilence` when there is no answer, with which the connection has ended. */
function keepAsking(client: pg.PoolClient, question: string, onSilence: () => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const later = () => {
    if (isStopped) return;
    timer = setTimeout(() => void ask(client, question).then(later, onSilence), HEARTBEAT_MS);
  };
  later();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
