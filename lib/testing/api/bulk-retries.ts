import {
  Retry,
  RetryCreated,
  RetryItemsPage,
  RetryPreviewed,
  type RetryFilter,
  type RetryItem,
  type RetryPreview,
} from "#lib/contracts/retries.ts";
import { until } from "../server/until.ts";
import { ok } from "./answers.ts";
import type { ApiAnswer, ApiClient } from "./api-client.ts";
import type { DeliveryFixture } from "./delivery-fixture.ts";

/** Bulk retries of one workspace, as this caller. */
export function bulkRetries(api: ApiClient, workspace: string) {
  const base = `/workspaces/${workspace}/retries`;
  const post = (body: unknown): Promise<ApiAnswer> => api.send("POST", base, body);
  const get = async (id: string): Promise<Retry> => ok(await api.send("GET", `${base}/${id}`), Retry);
  return {
    base,
    post,
    get,
    preview: async (filter: RetryFilter): Promise<RetryPreview> =>
      ok(await post({ filter, dry_run: true }), RetryPreviewed).preview,
    start: async (filter: RetryFilter): Promise<Retry> => ok(await post({ filter }), RetryCreated, 201).retry,
    cancel: (id: string): Promise<ApiAnswer> => api.send("POST", `${base}/${id}/cancel`),
    items: async (id: string): Promise<RetryItem[]> =>
      ok(await api.send("GET", `${base}/${id}/items?limit=200`), RetryItemsPage).records,
    /** The retry as soon as it fits. */
    until: (id: string, what: string, isFit: (found: Retry) => boolean): Promise<Retry> =>
      until(`the retry ${what}`, async () => {
        const found = await get(id);
        return isFit(found) ? found : undefined;
      }),
    untilCompleted: (id: string): Promise<Retry> =>
      until("the retry to be completed", async () => {
        const found = await get(id);
        return found.status === "completed" ? found : undefined;
      }),
  };
}

export type BulkRetries = ReturnType<typeof bulkRetries>;

/** Emits events that the receiver of this fixture refuses for good, and waits until they have failed. */
export async function emitFailing(fixture: DeliveryFixture, count: number, fields: object = {}): Promise<string[]> {
  fixture.receiver.behave(() => ({ status: 400 }));
  const ids = await Promise.all(Array.from({ length: count }, () => fixture.emit(fields)));
  for (const id of ids) await fixture.until(id, "failed");
  return ids;
}
