/**
 * The worker of the process that accepts events. While it has room it takes what was accepted here, and nobody else is
 * told: each notification costs the database a lock at the commit, and every node a look. Should it not come to it, the
 * others find it when they look by themselves.
 */
export type LocalWorker = {
  /** These connections have new deliveries. */
  arrived(connectionIds: readonly string[]): void;
  hasRoom(): boolean;
};

export const NO_WORKER: LocalWorker = { arrived: () => undefined, hasRoom: () => false };
