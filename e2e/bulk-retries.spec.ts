import type { FrameLocator } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import type { Backend } from "./support/backend.ts";

/** Deliveries that were canceled, which a bulk retry starts again. */
async function cancelSome(backend: Backend, count: number): Promise<string[]> {
  await backend.demo();
  await backend.receiver("500");
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await backend.emit());
  for (const id of ids) {
    await backend.reached(id, "retrying");
    await backend.api.send("POST", `/events/${id}/cancel`);
    await backend.reached(id, "canceled");
  }
  return ids;
}

async function openPanel(workspace: FrameLocator) {
  await workspace.getByRole("button", { name: "Canceled", exact: true }).click();
  await workspace.getByRole("button", { name: "Retry all…" }).click();
  return workspace.getByRole("region", { name: "Retry all" });
}

test("all that match the filter are retried after a count, and the page says what came of it", async ({
  backend,
  openHost,
}) => {
  const ids = await cancelSome(backend, 3);
  const { settle, workspace } = await openHost({ page: "events", role: "member" });
  await expect(workspace.getByRole("button", { name: "Retry all…" })).toBeHidden();
  const panel = await openPanel(workspace);
  await expect(panel).toContainText("3 deliveries can be retried.");
  await backend.receiver("200");
  await settle();
  await panel.getByRole("button", { name: "Retry 3 now" }).click();
  await expect(panel).toContainText("Done. 3 deliveries retried.");
  await expect(panel).toContainText("Of these: 3 delivered.");
  for (const id of ids) await backend.reached(id, "completed");
  await settle();
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
});

test("what cannot be retried is counted with the reason, and nothing is started", async ({ backend, openHost }) => {
  await cancelSome(backend, 2);
  const { records } = (await backend.api.send("GET", `/workspaces/${backend.workspaceId}/connections`)).body as {
    records: { id: string }[];
  };
  await backend.api.send("PATCH", `/connections/${records[0]?.id}`, { active: false });
  const { settle, workspace } = await openHost({ page: "events" });
  const panel = await openPanel(workspace);
  await expect(panel).toContainText("2 deliveries, none of which can be retried now.");
  await expect(panel).toContainText("2 because the connection is inactive");
  await expect(panel.getByRole("button", { name: "Retry all now" })).toBeDisabled();
  await settle();
  await panel.getByRole("button", { name: "Not now" }).click();
  await expect(panel).toBeHidden();
});
