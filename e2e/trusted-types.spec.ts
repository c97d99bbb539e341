import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { deliveryRow, goTo, newWebhook } from "./support/embed-steps.ts";
import type { Watch } from "./support/watch.ts";

/** The page itself has done nothing that it refuses; then it must refuse all that somebody else could try. */
async function expectGuarded(frame: Frame | Page, watch: Watch): Promise<void> {
  expect(watch.problems.filter((problem) => !NOT_FOUND.test(problem))).toEqual([]);
  watch.expected.push(...EXPECTED, NOT_FOUND);
  expect(await refusals(frame)).toEqual(ALL);
}

async function refusals(frame: Frame | Page): Promise<string[]> {
  return frame.evaluate(() => {
    const attempts: Record<string, () => void> = {
      script: () => (document.createElement("script").src = "https://evil.example/a.js"),
      attribute: () => document.createElement("script").setAttribute("src", "data:text/javascript,1"),
      text: () => (document.createElement("script").text = "1"),
      html: () => (document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>"),
      frame: () => (document.createElement("iframe").srcdoc = "<b>a</b>"),
      policy: () => void Reflect.get(window, "trustedTypes").createPolicy("another", {}),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [];
      } catch (error) {
        return error instanceof TypeError ? [name] : [`${name}: ${String(error)}`];
      }
    });
  });
}

const NOT_FOUND = /404 \(Not Found\)/;
const ALL = ["script", "attribute", "text", "html", "frame", "policy"];
/** Of the attempts above, and of nothing else. */
const EXPECTED = [
  /policy: require-trusted-types-for refused trusted-types-sink/,
  /policy: trusted-types refused trusted-types-policy/,
  /This document requires 'Trusted(Script|ScriptURL|HTML)' assignment/,
  /Refused to create a TrustedTypePolicy named 'another'/,
  /Creating a TrustedTypePolicy named 'another' violates/,
];

test("the embed makes no script and no HTML of a text, on any of its pages", async ({
  backend,
  openHost,
  page,
  stack,
  watch,
}) => {
  test.slow();
  await backend.demo();
  const refusing = await backend.connect("CRM hook", "/receiver?mode=422");
  await backend.rule({ connection: refusing, event: "invoice.paid" });
  await backend.reached(await backend.emit({ event: "invoice.paid" }), "failed");
  const host = await openHost();
  const { workspace } = host;
  for (const name of ["Dashboard", "Connections", "Rules", "Events"]) {
    await goTo(host, name);
    await expect(workspace.getByRole("rowheader").first()).toBeVisible();
  }
  await workspace.getByRole("link", { name: /invoice\.paid/ }).click();
  await expect(deliveryRow(workspace, "CRM hook").getByRole("button", { name: /Details/ })).toBeVisible();
  await host.settle();
  await deliveryRow(workspace, "CRM hook")
    .getByRole("button", { name: /Details/ })
    .click();
  await expect(workspace.getByText("Secrets and credentials are masked.")).toBeVisible();
  await host.settle();
  await goTo(host, "Connections");
  await workspace.getByRole("link", { name: "New connection" }).click();
  await newWebhook(workspace);
  await expect(workspace.getByLabel("URL")).toBeVisible();
  await host.settle();
  await goTo(host, "Rules");
  await workspace.getByRole("link", { name: "New rule" }).click();
  await expect(workspace.getByLabel("When this event happens")).toBeVisible();
  const frame = page.frames().find((one) => one.url().startsWith(stack.url));
  if (frame === undefined) throw new Error("The frame is not there");
  await expectGuarded(frame, watch);
});

test.describe("pages of their own", () => {
  for (const path of ["/docs/quickstart", "/docs/api", "/docs/nothing", "/oauth/done"]) {
    test(`${path} works under the same rule`, async ({ page, stack, watch }) => {
      await page.goto(stack.url + path, { waitUntil: "networkidle" });
      await expectGuarded(page, watch);
    });
  }
});
