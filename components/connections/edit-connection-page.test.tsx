import { EditConnectionPage } from "#components/connections/edit-connection-page.tsx";
import { Capability } from "#lib/contracts/sessions.ts";
import { heldReply, pageOf, refusal } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildSlackConnection,
  CONNECTION_ID,
  MAILCHIMP,
  SLACK,
  WEBHOOK,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const paused = buildConnection({ active: false, inactive_reason: "manually_inactivated", version: 2 });
const editPage = <EditConnectionPage connectionId={CONNECTION_ID} />;

test("says that it is loading until both the connection and its form are there", async ({ api, workspace }) => {
  const catalog = heldReply();
  api.on("GET", CONNECTION, buildConnection());
  api.on("GET", "/integrations", catalog.reply);
  const page = await workspace.open(editPage);
  await expect.element(page.getByText("Loading the form")).toBeInTheDocument();
  catalog.answer(pageOf(WEBHOOK));
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveValue("Order hook");
  await expect.element(page.getByText("Loading the form")).not.toBeInTheDocument();
});

test("asks for nothing on behalf of those who may not change it, and leads them to its mappings", async ({
  api,
  workspace,
}) => {
  const page = await workspace.open(editPage, { session: { capabilities: ["read_connections"] } });
  await expect.element(page.getByText("Your role does not allow you to edit connections")).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Mappings" }))
    .toHaveAttribute("href", `/workspace/connections/${CONNECTION_ID}/mappings`);
  expect(api.calls()).toEqual([]);
});

test("leads nobody to mappings who may not read connections", async ({ workspace }) => {
  const page = await workspace.open(editPage, { session: { capabilities: [] } });
  await expect.element(page.getByText("Your role does not allow you to edit connections")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "Mappings" })).not.toBeInTheDocument();
});

test("says that a connection is gone, without offering to ask again", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, () => refusal(404, "NotFound", "Not found"));
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  const page = await workspace.open(editPage);
  await expect
    .element(page.getByRole("alert"))
    .toMatchTextContent("It no longer exists, or it belongs to another workspace.");
  await expect.element(page.getByRole("button", { name: "Retry" })).not.toBeInTheDocument();
});

test("loads only what failed when it is asked to try again", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, buildConnection());
  api.on("GET", "/integrations", () => refusal(500, "InternalServerError", "Oops"));
  const page = await workspace.open(editPage);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  await page.getByRole("button", { name: "Retry" }).click();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  expect(api.calls("GET").filter(({ path }) => path === CONNECTION)).toHaveLength(1);
});

test("says that it knows no form for a type that the catalog does not have", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, buildConnection({ type: "zoom" }));
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  const page = await workspace.open(editPage);
  await expect.element(page.getByRole("alert")).toMatchTextContent("This type of connection is not supported");
});

test("has a signing secret to rotate for webhooks only", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, buildConnection({ type: "mailchimp", name: "Mailchimp", metadata: {} }));
  api.on("GET", "/integrations", pageOf(WEBHOOK, MAILCHIMP));
  const page = await workspace.open(editPage);
  await expect.element(page.getByRole("region", { name: "Check the connection" })).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Pause deliveries" })).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Signing secret" })).not.toBeInTheDocument();
});

test("lists first what will not work, sorted by its cause", async ({ api, workspace }) => {
  const warnings = [
    { code: "mapping_drift" as const, subject: "PLAN", message: "PLAN is no longer a field." },
    { code: "missing_scope" as const, subject: "groups:read", message: "Private channels are missing." },
  ];
  api.on("GET", CONNECTION, buildSlackConnection({ warnings }));
  api.on("GET", "/integrations", pageOf(SLACK));
  const page = await workspace.open(editPage);
  await expect.element(page.getByText(/Some permissions were not granted/)).toBeVisible();
  await expect.element(page.getByText(/the mapping no longer fits it:/)).toBeVisible();
  const items = page.getByRole("listitem");
  await expect.element(items.nth(0)).toMatchTextContent("Private channels are missing.");
  await expect.element(items.nth(1)).toMatchTextContent("PLAN is no longer a field.");
});

test("pauses, keeps what is being typed, and saves it on top of the pause", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, buildConnection());
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("PATCH", CONNECTION, paused);
  api.on("PUT", CONNECTION, { ...paused, name: "Front desk", version: 3 });
  const page = await workspace.open(editPage);
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("Front desk");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect.element(page.getByRole("button", { name: "Keep it running" })).toHaveFocus();
  api.on("GET", CONNECTION, paused);
  await page.getByRole("button", { name: "Pause connection" }).click();
  await expect.element(page.getByText("Inactive.")).toBeVisible();
  await expect.element(page.getByText(/The connection was paused by a person/)).toBeVisible();
  await expect.element(page.getByRole("region", { name: "Pause deliveries" })).not.toBeInTheDocument();
  await expect.element(page.getByRole("heading", { name: "Edit connection" })).toHaveFocus();
  await expect.element(name).toHaveValue("Front desk");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/^Saved\./)).toBeVisible();
  expect(api.calls("PUT")[0]?.body).toMatchObject({ name: "Front desk", expected_version: 2 });
});

test("resumes from the note at the top, which then goes", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, paused);
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("PATCH", CONNECTION, buildConnection({ version: 3 }));
  const page = await workspace.open(editPage);
  const resume = page.getByRole("button", { name: "Resume" });
  await resume.click();
  await expect.element(resume).toHaveAttribute("aria-expanded", "true");
  await page.getByRole("button", { name: "Leave it paused" }).click();
  await expect.element(resume).toHaveFocus();
  await resume.click();
  api.on("GET", CONNECTION, buildConnection({ version: 3 }));
  await page.getByRole("button", { name: "Resume connection" }).click();
  await expect.element(page.getByText("Inactive.")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await expect.element(page.getByRole("heading", { name: "Edit connection" })).toHaveFocus();
  expect(api.calls("PATCH").map(({ body }) => body)).toEqual([{ active: true }]);
});

test("does not write over what somebody else has changed meanwhile", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, buildConnection());
  api.on("GET", "/integrations", pageOf(WEBHOOK));
  api.on("PATCH", CONNECTION, paused);
  api.on("PUT", CONNECTION, () => refusal(409, "Conflict", "Somebody else has changed it. Load it again."));
  const page = await workspace.open(editPage);
  await page.getByRole("textbox", { name: "Name" }).fill("Front desk");
  await page.getByRole("button", { name: "Pause" }).click();
  api.on("GET", CONNECTION, { ...paused, name: "Back office", version: 5 });
  await page.getByRole("button", { name: "Pause connection" }).click();
  await expect.element(page.getByText("Inactive.")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.element(page.getByText(/Somebody else has changed it\./)).toBeVisible();
  await expect.element(page.getByRole("textbox", { name: "Name" })).toHaveValue("Front desk");
  expect(api.calls("PUT")[0]?.body).toMatchObject({ expected_version: 1 });
});

test("offers no way to resume what needs a new sign-in", async ({ api, workspace }) => {
  const revoked = buildSlackConnection({ active: false, inactive_reason: "oauth_authorization_revoked" });
  api.on("GET", CONNECTION, revoked);
  api.on("GET", "/integrations", pageOf({ ...SLACK, available: false }));
  const page = await workspace.open(editPage, { session: { capabilities: [...Capability.options] } });
  await expect.element(page.getByText(/Access was revoked in the connected account\./)).toBeVisible();
  await expect.element(page.getByText(/Slack is not available on this server at the moment\./)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Resume" })).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: /Reconnect/ })).not.toBeInTheDocument();
});
