import type { RenderResult } from "vitest-browser-react";
import { userEvent } from "vitest/browser";
import { Connect } from "#components/connections/connect.tsx";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { Capability } from "#lib/contracts/sessions.ts";
import { heldReply, refusal } from "#lib/testing/page/fake-api.ts";
import { buildConnection, CONNECTION_ID, MAILCHIMP, WEBHOOK, WORKSPACE_ID } from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

/** With the fields that a section of their own is made of; two choices need the same secret. */
const SIGNED: Integration = {
  ...WEBHOOK,
  authentication: {
    type: "none",
    fields: [
      ...(WEBHOOK.authentication.fields ?? []),
      {
        label: "Body signature",
        key: "hmac_algorithm",
        type: "select",
        defaultValue: "none",
        options: ["none", "sha256", "sha512"].map((value) => ({ label: value, value })),
      },
      {
        label: "Signature secret",
        key: "hmac_secret",
        type: "password",
        required: true,
        dependsOn: { field: "hmac_algorithm", value: ["sha256", "sha512"] },
      },
      { label: "Custom headers", key: "custom_headers", type: "text", valueType: "headers" },
    ],
  },
};

const created = {
  connection: buildConnection({ metadata: { ...buildConnection().metadata, signing_secret: "whsec_bmV3" } }),
};
const webhook = <Connect integration={SIGNED} />;
const nameOf = (page: RenderResult) => page.getByRole("textbox", { name: "Name" });
const save = (page: RenderResult) => page.getByRole("button", { name: "Create connection" });

async function fill(page: RenderResult, values: { name: string; url: string }) {
  await nameOf(page).fill(values.name);
  await page.getByRole("textbox", { name: "URL" }).fill(values.url);
}

const GOOD = { name: "Order hook", url: "https://hooks.example.com/orders" };

test("asks for what is missing, goes to the first of it, and sends nothing", async ({ api, workspace }) => {
  const page = await workspace.open(webhook);
  await page.getByRole("combobox", { name: "Authentication" }).selectOptions("bearer");
  await save(page).click();
  await expect.element(nameOf(page)).toHaveFocus();
  await expect.element(nameOf(page)).toHaveAccessibleDescription(/Must not be empty/);
  await expect.element(page.getByRole("textbox", { name: "URL" })).toHaveAccessibleDescription(/Required/);
  await expect.element(page.getByLabelText("Token")).toHaveAccessibleDescription("Required");
  expect(api.calls()).toEqual([]);
});

test("checks a name while it is left, and takes the complaint back while it is corrected", async ({ workspace }) => {
  const page = await workspace.open(webhook);
  await nameOf(page).fill("a".repeat(129));
  await userEvent.tab();
  await expect.element(nameOf(page)).toHaveAccessibleDescription(/At most 128 characters/);
  await nameOf(page).fill("Tea & hooks");
  await expect.element(nameOf(page)).toHaveAccessibleDescription(/Letters, digits, spaces, '_' and '-' only/);
  await nameOf(page).fill("a".repeat(128));
  await expect.element(nameOf(page)).not.toHaveAttribute("aria-invalid");
});

test("sends exactly what was typed, without the white space around it", async ({ api, workspace }) => {
  api.on("POST", "/connections", created);
  const page = await workspace.open(webhook);
  await fill(page, { name: "  Order hook ", url: ` ${GOOD.url} ` });
  await page.getByRole("combobox", { name: "Authentication" }).selectOptions("Bearer token");
  await page.getByLabelText("Token").fill(" t0ps3cret ");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("heading", { name: "Connection created" })).toBeVisible();
  expect(api.calls().map(({ method, path, body }) => [method, path, body])).toEqual([
    [
      "POST",
      "/connections",
      {
        workspace: WORKSPACE_ID,
        type: "webhook",
        name: "Order hook",
        metadata: {
          url: GOOD.url,
          auth_scheme: "bearer",
          auth_token: "t0ps3cret",
          hmac_algorithm: "none",
          custom_headers: [],
          skip_test: false,
        },
      },
    ],
  ]);
});

test("asks for a secret only with the choice that needs it, and sends none that is hidden again", async ({
  api,
  workspace,
}) => {
  api.on("POST", "/connections", created);
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  const scheme = page.getByRole("combobox", { name: "Authentication" });
  const token = page.getByLabelText("Token");
  await expect.element(token).not.toBeInTheDocument();
  await scheme.selectOptions("bearer");
  await expect.element(token).toHaveAttribute("type", "password");
  await expect.element(token).toHaveAttribute("autocomplete", "new-password");
  await token.fill("t0ps3cret");
  await scheme.selectOptions("none");
  await expect.element(token).not.toBeInTheDocument();
  await save(page).click();
  await expect.element(page.getByRole("heading", { name: "Connection created" })).toBeVisible();
  expect(JSON.stringify(api.calls("POST"))).not.toContain("auth_token");
  expect(JSON.stringify(api.calls("POST"))).not.toContain("t0ps3cret");
});

test("asks for the same secret with each of the choices that need it", async ({ workspace }) => {
  const page = await workspace.open(webhook);
  const section = page.getByRole("group", { name: "Body signature" });
  for (const [choice, isAsked] of [
    ["sha256", true],
    ["none", false],
    ["sha512", true],
  ] as const) {
    await section.getByRole("combobox", { name: "Body signature" }).selectOptions(choice);
    await expect.poll(() => section.getByLabelText("Signature secret").elements().length).toBe(isAsked ? 1 : 0);
  }
});

test("shows each complaint of the server at its field, and keeps what was typed", async ({ api, workspace }) => {
  const data = [
    { param: "name", msg: "This name is taken" },
    { param: "metadata.url", msg: "The address belongs to a private network" },
    { param: "metadata.auth_token", msg: "At most 4,096 characters" },
  ];
  api.on("POST", "/connections", () => refusal(400, "BadRequest", "Validation failed", data));
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  await page.getByRole("combobox", { name: "Authentication" }).selectOptions("bearer");
  await page.getByLabelText("Token").fill("t0ps3cret");
  await save(page).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("Nothing was saved. Correct the marked fields.");
  await expect.element(nameOf(page)).toHaveAccessibleDescription(/This name is taken/);
  await expect.element(page.getByRole("textbox", { name: "URL" })).toHaveAccessibleDescription(/private network/);
  await expect.element(page.getByLabelText("Token")).toHaveAccessibleDescription("At most 4,096 characters");
  await expect.element(page.getByLabelText("Token")).toHaveValue("t0ps3cret");
  await expect.element(nameOf(page)).toHaveValue(GOOD.name);
  await expect.element(page.getByRole("button", { name: "Save without testing" })).not.toBeInTheDocument();
});

test("says in words what belongs to no field", async ({ api, workspace }) => {
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  for (const [answer, words] of [
    [() => refusal(400, "BadRequest", "Too many connections", [{ param: "workspace", msg: "Full" }]), "Too many conn"],
    [() => refusal(403, "Forbidden", "Not allowed"), "Your role does not allow this."],
    [() => refusal(409, "Conflict", "Another one has this address"), "Another one has this address"],
    [() => refusal(401, "Unauthorized", "Token expired"), "Your session has ended."],
    [() => refusal(500, "InternalServerError", "Oops"), "Something went wrong on the server."],
  ] as const) {
    api.on("POST", "/connections", answer);
    await save(page).click();
    await expect.element(page.getByRole("alert")).toMatchTextContent(`Nothing was saved. ${words}`);
  }
  await expect.element(nameOf(page)).toHaveValue(GOOD.name);
  api.on("POST", "/connections", created);
  await save(page).click();
  await expect.element(page.getByRole("heading", { name: "Connection created" })).toBeVisible();
});

test("offers to save without the test that failed, and then sends no test", async ({ api, workspace }) => {
  const msg = "The test request failed: the endpoint answered 503";
  const data = [{ param: "metadata.url", msg }];
  api.on("POST", "/connections", () => refusal(422, "UnprocessableEntity", msg, data));
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  await save(page).click();
  await expect.element(page.getByRole("textbox", { name: "URL" })).toHaveAccessibleDescription(/answered 503/);
  await expect.element(page.getByRole("alert")).toMatchTextContent("Nothing was saved: the test request failed.");
  const { reply, answer } = heldReply();
  api.on("POST", "/connections", reply);
  await page.getByRole("button", { name: "Save without testing" }).dblClick();
  await expect.element(page.getByRole("button", { name: "Saving…" })).toBeDisabled();
  await expect.element(page.getByRole("checkbox", { name: "Send a test request when saving" })).not.toBeChecked();
  answer(created);
  await expect.element(page.getByRole("heading", { name: "Connection created" })).toBeVisible();
  expect(api.calls("POST").map(({ body }) => body)).toMatchObject([
    { metadata: { skip_test: false } },
    { metadata: { skip_test: true } },
  ]);
});

test("offers no way around a test that said something about another field", async ({ api, workspace }) => {
  const data = [{ param: "metadata.auth_token", msg: "The endpoint refused the token" }];
  api.on("POST", "/connections", () => refusal(422, "UnprocessableEntity", "The test request failed", data));
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  await page.getByRole("combobox", { name: "Authentication" }).selectOptions("bearer");
  await page.getByLabelText("Token").fill("t0ps3cret");
  await save(page).click();
  await expect.element(page.getByText("The endpoint refused the token")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Save without testing" })).not.toBeInTheDocument();
});

test("saves once, and says what it waits for", async ({ api, workspace }) => {
  const { reply, answer } = heldReply();
  api.on("POST", "/connections", reply);
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  await userEvent.keyboard("{Enter}{Enter}");
  await expect.element(page.getByRole("button", { name: "Sending a test request…" })).toBeDisabled();
  await expect.element(page.getByRole("status")).toMatchTextContent("Sending a test request…");
  answer(created);
  await expect.element(page.getByRole("heading", { name: "Connection created" })).toBeVisible();
  expect(api.calls("POST")).toHaveLength(1);
});

test("leads on from a new connection: its secret this once, a rule for it, and the focus", async ({
  api,
  workspace,
}) => {
  api.on("POST", "/connections", created);
  const page = await workspace.open(webhook);
  await fill(page, GOOD);
  await save(page).click();
  await expect.element(page.getByText("whsec_bmV3")).toBeVisible();
  await expect.element(page.getByRole("status").first()).toMatchTextContent("Order hook is connected.");
  await expect
    .element(page.getByRole("link", { name: "Create a rule" }))
    .toHaveAttribute("href", `/workspace/rules/new?connection=${CONNECTION_ID}`);
  await expect.element(page.getByRole("textbox")).not.toBeInTheDocument();
  expect(document.activeElement).toMatchTextContent("Order hook is connected.");
});

test("offers no rule to those who may not make one, and no secret where there is none", async ({ api, workspace }) => {
  const metadata = { url: GOOD.url, signing_secret: SECRET_MASK };
  api.on("POST", "/connections", { connection: buildConnection({ metadata }) });
  const capabilities = Capability.options.filter((one) => one !== "write_rules");
  const page = await workspace.open(webhook, { session: { capabilities } });
  await fill(page, GOOD);
  await save(page).click();
  await expect.element(page.getByRole("link", { name: "Done" })).toHaveAttribute("href", "/workspace/connections");
  await expect.element(page.getByRole("link", { name: "Create a rule" })).not.toBeInTheDocument();
  await expect.element(page.getByText("Signing secret")).not.toBeInTheDocument();
});

test("sends a key as it was typed although keys usually look different, and says so before", async ({
  api,
  workspace,
}) => {
  const { reply, answer } = heldReply();
  api.on("POST", "/connections", reply);
  const page = await workspace.open(<Connect integration={MAILCHIMP} />);
  await expect.element(nameOf(page)).toHaveValue("Mailchimp");
  await expect.element(page.getByRole("checkbox")).not.toBeInTheDocument();
  const key = page.getByLabelText("API key");
  await expect.element(key).toHaveAccessibleDescription("Mailchimp: Profile, Extras, API keys");
  await key.fill("secret");
  await expect.element(key).toHaveAccessibleDescription(/such as -us6\. It will be used exactly as entered\./);
  await key.fill(`${"0f".repeat(16)}-us6`);
  await expect.element(key).toHaveAccessibleDescription("Mailchimp: Profile, Extras, API keys");
  await key.fill("secret");
  await save(page).click();
  await expect.element(page.getByRole("button", { name: "Checking with Mailchimp…" })).toBeDisabled();
  answer({ connection: buildConnection({ type: "mailchimp", metadata: { account_label: "Linden <Street>" } }) });
  await expect.element(page.getByText(/is connected to Linden <Street>/)).toBeVisible();
  expect(api.calls("POST").map(({ body }) => body)).toEqual([
    { workspace: WORKSPACE_ID, type: "mailchimp", name: "Mailchimp", metadata: { api_key: "secret" } },
  ]);
});

test("refuses a value that cannot be right, also where none is needed", async ({ api, workspace }) => {
  const page = await workspace.open(<Connect integration={MAILCHIMP} />);
  const center = page.getByRole("textbox", { name: "Data center (optional)" });
  await center.fill("evil.example.com/?us6");
  await page.getByLabelText("API key").fill("secret");
  await userEvent.keyboard("{Enter}");
  await expect.element(center).toHaveAccessibleDescription("Letters and digits such as us6");
  await expect.element(center).toHaveFocus();
  expect(api.calls()).toEqual([]);
});
