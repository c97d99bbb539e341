/**
 * The worker of the process that accepts events. While it has room it takes what was accepted here, and nobody else is
 * told: each notification costs the database a lock at the commit, and every node a look. Should it not come to it, the
 * others find it when they look by themselves.
 */
export type LocalWorker = { wake(): void; hasRoom(): boolean };

export const NO_WORKER: LocalWorker = { wake: () => undefined, hasRoom: () => false };
