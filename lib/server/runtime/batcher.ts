import { AsyncLocalStorage } from "node:async_hooks";

export type Batcher<T, R> = {
  /**
   * Rejects with QueueFullError at once when too much is waiting: the caller is told, nothing is dropped silently. And
   * with NoAnswerError after `answerMs`; without it an item waits for ever.
   */
  push(item: T, answerMs?: number): Promise<R>;
  /** Refuses new items and resolves when everything that was taken has been answered. */
  drain(): Promise<void>;
};

export class QueueFullError extends Error {}
export class DrainingError extends Error {}
/** No answer came in time. What was still waiting is not run any more; of what is running nobody knows. */
export class NoAnswerError extends Error {}

type Options<T, R> = {
  batchMax: number;
  inFlightMax: number;
  queueMax: number;
  /** A batch ends before it is larger than this, but always holds one item. */
  bytesMax?: { bytes: number; of: (item: T) => number };
  /** Partitions take turns, and a batch holds items of one only: a long one delays no other by more than a batch. */
  partitionBy?: (item: T) => string;
  run: (items: T[]) => Promise<PromiseSettledResult<R>[]>;
};

type Waiting<T, R> = {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
  /**
   * Gone once it is too late. One timer each, and no collection of what is open: a Map that such items go through all
   * the time leaves outgrown tables behind, which keep whole requests in memory until the next full collection.
   */
  deadline: NodeJS.Timeout | "none" | "missed";
};

/**
 * Group commit: concurrent items share one `run`. A batch starts as soon as a slot is free, so a lone item waits for
 * nothing and a busy server makes larger batches by itself. `run` answers each item of its batch, in order.
 */
export function createBatcher<T, R>(options: Options<T, R>): Batcher<T, R> {
  const queue = createPartitions<T, R>(options);
  let inFlight = 0;
  let isScheduled = false;
  let isDraining = false;
  let idle: (() => void)[] = [];
  // A batch belongs to no single one of the requests whose items it holds.
  const detached = AsyncLocalStorage.snapshot();

  function schedule(): void {
    if (isScheduled || inFlight >= options.inFlightMax) return;
    isScheduled = true;
    // Everything that arrives in this turn of the event loop joins the batch.
    setImmediate(flush);
  }

  function flush(): void {
    isScheduled = false;
    while (queue.length() > 0 && inFlight < options.inFlightMax) {
      const batch = queue.next().filter(({ deadline }) => deadline !== "missed");
      if (batch.length === 0) continue;
      inFlight += 1;
      void runBatch(batch);
    }
  }

  async function runBatch(batch: Waiting<T, R>[]): Promise<void> {
    await answerBatch(batch, (items) => detached(() => options.run(items)));
    batch.forEach(close);
    inFlight -= 1;
    if (queue.length() > 0) schedule();
    if (queue.length() === 0 && inFlight === 0) idle.splice(0).forEach((resolve) => resolve());
  }

  return {
    push: (item, answerMs = Infinity) => {
      if (isDraining) return Promise.reject(new DrainingError("The server is stopping"));
      if (queue.length() >= options.queueMax)
        return Promise.reject(new QueueFullError("Too many requests are waiting"));
      return new Promise((resolve, reject) => {
        const waiting: Waiting<T, R> = { item, resolve, reject, deadline: "none" };
        if (Number.isFinite(answerMs)) waiting.deadline = setTimeout(miss, answerMs, waiting);
        queue.add(waiting);
        schedule();
      });
    },
    drain: () => {
      isDraining = true;
      if (queue.length() === 0 && inFlight === 0) return Promise.resolve();
      return new Promise((resolve) => {
        idle = [...idle, resolve];
      });
    },
  };
}

function miss<T, R>(waiting: Waiting<T, R>): void {
  waiting.deadline = "missed";
  waiting.reject(new NoAnswerError("The database did not answer in time"));
}

function close<T, R>({ deadline }: Waiting<T, R>): void {
  if (typeof deadline === "object") clearTimeout(deadline);
}

/** What waits, by partition. One that gave a batch goes to the end of them. */
function createPartitions<T, R>({ batchMax, bytesMax, partitionBy = () => "" }: Options<T, R>) {
  const partitions = new Map<string, Waiting<T, R>[]>();
  let waiting = 0;

  function fitting(partition: readonly Waiting<T, R>[]): number {
    if (bytesMax === undefined) return batchMax;
    let bytes = 0;
    const end = partition.slice(0, batchMax).findIndex(({ item }) => (bytes += bytesMax.of(item)) > bytesMax.bytes);
    return end === -1 ? batchMax : Math.max(1, end);
  }

  return {
    length: () => waiting,
    add: (item: Waiting<T, R>): void => {
      const name = partitionBy(item.item);
      const partition = partitions.get(name);
      if (partition === undefined) partitions.set(name, [item]);
      else partition.push(item);
      waiting += 1;
    },
    next: (): Waiting<T, R>[] => {
      const [first] = partitions;
      if (first === undefined) return [];
      const [name, partition] = first;
      const batch = partition.splice(0, fitting(partition));
      partitions.delete(name);
      if (partition.length > 0) partitions.set(name, partition);
      waiting -= batch.length;
      return batch;
    },
  };
}

async function answerBatch<T, R>(
  batch: readonly Waiting<T, R>[],
  run: (items: T[]) => Promise<PromiseSettledResult<R>[]>,
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    batch.forEach((waiting, index) => settle(waiting, results[index]));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

function settle<T, R>(waiting: Waiting<T, R>, result: PromiseSettledResult<R> | undefined): void {
  if (result?.status === "fulfilled") waiting.resolve(result.value);
  else waiting.reject(result?.reason ?? new Error("The batch gave no answer for this item"));
}
