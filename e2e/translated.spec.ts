import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./oauth-fixtures.ts";
import { connectMail } from "./support/connect-mail.ts";
import { agree, connectSlack, openConsent, refuse, toSlack } from "./support/connect-steps.ts";
import { findAlert, goTo, deliveryRow, newWebhook, testForm } from "./support/embed-steps.ts";
import type { Host } from "./support/open-host.ts";
import { translate } from "./support/translator.ts";

/** A document that is just being opened may have no body yet. */
async function translateOnce(target: Page | Frame): Promise<void> {
  await target.locator("body").waitFor({ state: "attached" });
  await target.evaluate(translate, false);
}

/**
 * Translators exchange every text of a page. What React shows afterwards must still come and go: the journeys are the
 * ordinary ones, and any complaint of a console fails them.
 */
for (const isContinuous of [false, true]) {
  test.describe(isContinuous ? "a page that is translated as it changes" : "a page that was translated once", () => {
    test.use({ isTranslated: isContinuous });

    /** What a person who asks for a translation of this page gets; a continuous translator has done it already. */
    const translated = async (host: Host) => {
      if (!isContinuous) await translateOnce(await host.frame());
      // A click into a frame that grows in that moment meets nothing.
      await host.settle();
    };

    test("follows an event from its arrival to its delivery by hand", async ({ backend, openHost }) => {
      test.slow();
      await backend.demo();
      await backend.receiver("500");
      const host = await openHost({ page: "events", scopes: "events.payload:read" });
      const { workspace } = host;
      await expect(workspace.getByText("No events yet")).toBeVisible();
      await translated(host);
      await backend.emit();
      const row = workspace.getByRole("row", { name: /booking\.created/ });
      await expect(row).toContainText("Retrying");
      await translated(host);
      await backend.emit({ event: "workshop.closed" });
      await expect(workspace.getByRole("row", { name: /workshop\.closed/ })).toContainText("No rule");
      await row.getByRole("link").click();
      const delivery = deliveryRow(workspace, /Order desk webhook/);
      await expect(delivery).toContainText(/Next attempt in \d+ s/);
      await translated(host);
      await expect(delivery).toContainText(/Not delivered after 2 attempts\. Next attempt in \d+ s/);
      await delivery.getByRole("button", { name: "Details of attempt 1" }).click();
      await expect(delivery.getByText("HTTP 500", { exact: true }).last()).toBeVisible();
      await translated(host);
      await delivery.getByRole("button", { name: "Cancel", exact: true }).click();
      await delivery.getByRole("button", { name: "Cancel this delivery" }).click();
      await expect(delivery).toContainText("no further attempts are made");
      await translated(host);
      await backend.receiver("200");
      await delivery.getByRole("button", { name: "Retry now" }).click();
      await expect(delivery).toContainText("Delivered after 3 attempts.");
      await expect(workspace.getByText("1 of 1 delivery done.")).toBeVisible();
      await workspace.getByRole("button", { name: /^Copy/ }).first().click();
      await goTo(host, "Events");
      await expect(row).toContainText("Delivered");
    });

    test("shows a connection that goes inactive, and repairs it", async ({ backend, openHost }) => {
      test.slow();
      await backend.demo();
      await backend.reached(await backend.emit(), "completed");
      const host = await openHost({ page: "dashboard" });
      const { workspace } = host;
      await expect(workspace.getByText("Nothing needs attention.")).toBeVisible();
      await translated(host);
      await backend.receiver("410");
      await backend.reached(await backend.emit(), "retrying");
      const attention = workspace.getByRole("region", { name: "Needs attention" });
      await expect(attention).toContainText("Inactive.", { timeout: 30_000 });
      await translated(host);
      await attention.getByRole("link", { name: "Fix connection" }).click();
      await expect(workspace.getByText("Its deliveries wait for up to 72 hours", { exact: false })).toBeVisible();
      await translated(host);
      const send = workspace.getByRole("button", { name: "Send test request" });
      await send.click();
      await workspace.getByRole("button", { name: "Show what was sent" }).click();
      await expect(workspace.getByText("HTTP 410")).toBeVisible();
      await translated(host);
      await backend.receiver("200");
      await send.click();
      await expect(workspace.getByText(/answered 200/).first()).toBeVisible();
      await workspace.getByRole("button", { name: "Save changes" }).click();
      await expect(workspace.getByText("Saved.", { exact: false })).toBeVisible();
      await goTo(host, "Connections");
      const row = workspace.getByRole("row", { name: /^Order desk/ });
      await translated(host);
      await row.getByRole("button", { name: "Pause Order desk webhook" }).click();
      await workspace.getByRole("button", { name: "Pause connection" }).click();
      await expect(row).toContainText("Inactive");
      await translated(host);
      await row.getByRole("button", { name: "Resume Order desk webhook" }).click();
      await workspace.getByRole("button", { name: "Resume connection" }).click();
      await expect(row).toContainText("Active");
    });

    test("makes a connection and a rule, sends an event, and retries all", async ({ hostOrigin, openHost, watch }) => {
      test.slow();
      watch.expected.push(/status of 4\d\d/);
      const host = await openHost({ page: "connections" });
      const { workspace } = host;
      await expect(workspace.getByText("No connections yet")).toBeVisible();
      await translated(host);
      await newWebhook(workspace);
      await translated(host);
      await workspace.getByRole("button", { name: "Create connection" }).click();
      await expect(workspace.getByLabel("URL")).toHaveAccessibleDescription(/required/i);
      await translated(host);
      await workspace.getByLabel("Name", { exact: true }).fill("CRM hook");
      await workspace.getByLabel("URL").fill(`${hostOrigin}/wheel.svg`);
      await workspace.getByRole("button", { name: "Create connection" }).click();
      await expect(workspace.getByRole("button", { name: "Save without testing" })).toBeVisible();
      await translated(host);
      await workspace.getByRole("button", { name: "Save without testing" }).click();
      await expect(workspace.getByRole("heading", { name: "Connection created" })).toBeVisible();
      await translated(host);
      await workspace.getByRole("link", { name: "Done" }).click();
      await goTo(host, "Rules");
      await workspace.getByRole("link", { name: "New rule" }).first().click();
      await expect(workspace.getByLabel("When this event happens")).toBeVisible();
      await translated(host);
      await workspace.getByLabel("When this event happens").fill("crm.moved");
      await workspace.getByRole("button", { name: "Create rule" }).click();
      const row = workspace.getByRole("row", { name: /crm\.moved/ });
      await expect(row).toContainText("Active");
      await translated(host);
      await row.getByRole("button", { name: "Pause the rule for crm.moved" }).click();
      await workspace.getByRole("button", { name: "Pause rule" }).click();
      await expect(row).toContainText("Paused");
      await translated(host);
      await row.getByRole("button", { name: "Resume the rule for crm.moved" }).click();
      await workspace.getByRole("button", { name: "Resume rule" }).click();
      await expect(row).toContainText("Active");
      await goTo(host, "Events");
      await workspace.getByRole("button", { name: "Send test event" }).first().click();
      const form = testForm(workspace);
      await translated(host);
      await form.getByLabel("Event", { exact: true }).fill("crm.moved");
      await form.getByRole("button", { name: "Send event" }).click();
      await expect(workspace.getByText("was received.", { exact: false }).first()).toBeVisible();
      await expect(workspace.getByRole("row", { name: /crm\.moved/ })).toContainText("Failed");
      await translated(host);
      await workspace.getByRole("button", { name: "Failed", exact: true }).click();
      await workspace.getByRole("button", { name: "Retry all…" }).click();
      await translated(host);
      await workspace
        .getByRole("button", { name: /^Retry 1 now|Retry now$/ })
        .first()
        .click();
      await expect(workspace.getByText(/Of these:/)).toBeVisible();
      await translated(host);
      await workspace.getByRole("button", { name: "Clear all" }).click();
      await goTo(host, "Connections");
      await workspace.getByRole("button", { name: "Delete CRM hook" }).click();
      await translated(host);
      await workspace.getByRole("button", { name: /^Delete connection and 1 rule/ }).click();
      await expect(workspace.getByText("No connections yet")).toBeVisible();
    });

    test("edits a mapping", async ({ backend, openHost }) => {
      test.slow();
      await connectMail(backend, "mailchimp", "Newsletter");
      const host = await openHost({ page: "connections" });
      const { workspace } = host;
      await workspace.getByRole("link", { name: "Edit Newsletter" }).click();
      await expect(workspace.getByRole("link", { name: "Mappings" })).toBeVisible();
      await translated(host);
      await workspace.getByRole("button", { name: "Check now" }).click();
      await expect(workspace.getByRole("status").filter({ hasText: "Linden Street Cycles" })).toBeVisible();
    });

    test("connects an account in a window, whose pages are translated too", async ({ openHost }) => {
      test.slow();
      const host = await openHost({ page: "connections" });
      const { workspace } = host;
      await translated(host);
      await toSlack(workspace);
      await translated(host);
      const refused = await openConsent(host, "Connect Slack");
      await expect(workspace.getByText("Waiting for you to finish at Slack")).toBeVisible();
      await translated(host);
      await refuse(refused);
      await expect(findAlert(workspace, "Slack was not connected.")).toBeVisible();
      await translated(host);
      const window = await openConsent(host, "Try again");
      if (!isContinuous) await translateOnce(window);
      await agree(window);
      await expect(workspace.getByText(/is connected to Linden Street Cycles/)).toBeVisible();
      await goTo(host, "Connections");
      await translated(host);
      await connectSlack(host, "Team chat");
      await translated(host);
      await workspace.getByRole("link", { name: "Done" }).click();
      await workspace.getByRole("rowheader", { name: "Team chat" }).getByRole("link").click();
      await workspace.getByRole("button", { name: "Reconnect" }).click();
      await translated(host);
      await agree(await openConsent(host, "Reconnect Slack"));
      await expect(workspace.getByText("Slack is connected again")).toBeVisible();
    });
  });
}
