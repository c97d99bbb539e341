/** How a connection stands with its provider's limits. */
export type ConnectionPace = {
  /** The bucket it draws from. */
  key: string;
  /** Nobody has drawn from it yet. */
  isNew: boolean;
  /** From when on the bucket has enough for one delivery and the provider lets them; 0 or less: now. */
  readyInMs: number;
  /** How many attempts may run at once, over all nodes, and how many do. */
  concurrency: number | undefined;
  running: number;
};

export type PaceRow = {
  key: string | null;
  is_new: boolean | null;
  ready_in_ms: number | null;
  concurrency: number | null;
  running: number | null;
};

export function toConnectionPace(row: PaceRow): ConnectionPace | undefined {
  if (row.key === null) return undefined;
  return {
    key: row.key,
    isNew: row.is_new === true,
    readyInMs: row.ready_in_ms ?? 0,
    concurrency: row.concurrency ?? undefined,
    running: row.running ?? 0,
  };
}
