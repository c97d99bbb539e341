import type pg from "pg";

/** What the driver keeps for cancel requests, and its types leave out. */
export function backendKeys(client: pg.Client): { processID: number | null; secretKey: number | null } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return client as unknown as { processID: number | null; secretKey: number | null };
}
