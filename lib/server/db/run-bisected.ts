import { isDataError } from "./pg-error.ts";

/**
 * Runs a batch as a whole. When its values are refused, its halves are run by themselves, and so on: one bad item among
 * n costs about 2 log n statements, and every other item is done. `refuse` answers for an item that is refused alone.
 */
export async function runBisected<T, R>(
  batch: readonly T[],
  run: (part: readonly T[]) => Promise<readonly R[]>,
  refuse: (item: T, error: unknown) => Promise<R> | R,
  isRefusal: (error: unknown) => boolean = isDataError,
): Promise<PromiseSettledResult<R>[]> {
  try {
    return (await run(batch)).map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    const [item] = batch;
    if (item === undefined || !isRefusal(error)) return batch.map(() => ({ status: "rejected", reason: error }));
    if (batch.length === 1) return Promise.allSettled([(async () => refuse(item, error))()]);
    const middle = Math.ceil(batch.length / 2);
    const first = await runBisected(batch.slice(0, middle), run, refuse, isRefusal);
    return [...first, ...(await runBisected(batch.slice(middle), run, refuse, isRefusal))];
  }
}
