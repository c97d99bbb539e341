import { Suspense } from "react";
import { MappingsPage } from "#components/mappings/mappings-page.tsx";
import { LanguageContext } from "#components/patterns/language.ts";
import type { Capability } from "#lib/contracts/sessions.ts";
import { toLocale } from "#lib/i18n/languages.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildFieldCatalog,
  buildMapping,
  CONNECTION_ID,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const READ_ONLY: { capabilities: Capability[] } = { capabilities: ["read_connections"] };
const path = (value: string) => ({ type: "path" as const, value });

function offer(api: FakeApi) {
  api.on("GET", CONNECTION, buildConnection({ type: "mailchimp", name: "Newsletter" }));
  api.on("GET", `${CONNECTION}/fields`, buildFieldCatalog([{ key: "email", type: "string", label: "E-mail" }]));
  api.on("GET", `${CONNECTION}/mappings/default`, buildMapping([{ dest: "email", source: path("mail") }]));
  api.on("GET", `/workspaces/${WORKSPACE_ID}/events`, pageOf());
}

const page = <MappingsPage connectionId={CONNECTION_ID} />;

test("reads nothing for who may not see connections, and leads back to their list", async ({ api, workspace }) => {
  const { getByText, getByRole } = await workspace.open(page, { session: { capabilities: [] } });
  await expect.element(getByText("Your role does not allow you to view mappings")).toBeVisible();
  await expect.element(getByRole("link", { name: "Connections" })).toHaveAttribute("href", "/workspace/connections");
  expect(api.calls()).toEqual([]);
});

test("says that the mapping loads until its fields are known too", async ({ api, workspace }) => {
  offer(api);
  const held = heldReply<object>();
  api.on("GET", `${CONNECTION}/fields`, held.reply);
  const { getByText, getByRole } = await workspace.open(page);
  await expect.element(getByText("Loading the mapping")).toBeInTheDocument();
  await expect.poll(() => api.calls("GET").map((call) => call.path)).toContain(`${CONNECTION}/mappings/default`);
  await expect.element(getByText("Loading the mapping")).toBeInTheDocument();
  held.answer(buildFieldCatalog([{ key: "email", type: "string", label: "E-mail" }]));
  await expect.element(getByRole("group", { name: "E-mail" })).toBeVisible();
  await expect.element(getByRole("link", { name: "Connection" })).toHaveAttribute("href", `/workspace${CONNECTION}`);
});

test("says that the connection is gone, without offering to try again", async ({ api, workspace }) => {
  api.on("GET", CONNECTION, refusal(404, "NotFound", "No such connection"));
  const { getByRole } = await workspace.open(page);
  await expect.element(getByRole("alert")).toMatchTextContent("It no longer exists");
  await expect.element(getByRole("button")).not.toBeInTheDocument();
});

test("reads the mapping again when the server was in trouble", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", `${CONNECTION}/mappings/default`, () => refusal(500, "InternalServerError", "Oh no"));
  const { getByRole } = await workspace.open(page);
  await expect.element(getByRole("alert")).toMatchTextContent("Something went wrong on the server.");
  api.on("GET", `${CONNECTION}/mappings/default`, buildMapping([{ dest: "email", source: path("mail") }]));
  await getByRole("button", { name: "Retry" }).click();
  await expect.element(getByRole("group", { name: "E-mail" })).toBeVisible();
});

test("can be edited although the account cannot say its fields", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", `${CONNECTION}/fields`, refusal(422, "UnprocessableEntity", "Mailchimp did not answer."));
  const { getByText, getByRole } = await workspace.open(page);
  const words = "The account's fields could not be loaded. Mailchimp did not answer.";
  await expect.element(getByText(words)).toBeVisible();
  await expect.element(getByRole("textbox", { name: "Name of the field" })).toHaveValue("email");
  await expect.element(getByRole("button", { name: "Save mapping" })).toBeVisible();
  await expect.element(getByRole("combobox", { name: "Add a field" })).not.toBeInTheDocument();
});

test("says that there is nothing to map where events are taken as they are", async ({ api, workspace }) => {
  offer(api);
  api.on("GET", CONNECTION, buildConnection());
  api.on("GET", `${CONNECTION}/fields`, buildFieldCatalog([]));
  api.on("GET", `${CONNECTION}/mappings/default`, buildMapping([]));
  const { getByText, getByRole } = await workspace.open(page);
  await expect.element(getByText("There is nothing to map")).toBeVisible();
  await expect.element(getByText(/^Webhook takes events as they are/)).toBeVisible();
  await expect.element(getByRole("button")).not.toBeInTheDocument();
});

test("tells who may only look how each field is filled, and asks for no events", async ({ api, workspace }) => {
  offer(api);
  const fields = [
    {
      dest: "email",
      source: path("mail"),
      transforms: [
        { type: "trim" as const },
        { type: "substring" as const, start: 2, length: 5 },
        { type: "default" as const, value: "none" },
        { type: "to_date" as const, timezone: "Europe/Paris" },
      ],
      on_error: "fail_action" as const,
    },
    { dest: "source", source: { type: "literal" as const, value: 5 } },
  ];
  api.on("GET", `${CONNECTION}/mappings/default`, buildMapping(fields, { version: 3 }));
  const { getByText, getByRole } = await workspace.open(page, { session: READ_ONLY });
  await expect.element(getByText("Version 3. Only administrators and owners can edit it.")).toBeVisible();
  expect(
    getByRole("definition")
      .elements()
      .map((one) => one.textContent),
  ).toEqual([
    'mail · trim spaces · take part of the text from 2, 5 long · "none" if there is none · convert to a date in Europe/ParisWhen there is no value: Stop the delivery',
    "always 5When there is no value: Leave the field out",
  ]);
  await expect.element(getByRole("textbox")).not.toBeInTheDocument();
  await expect.element(getByRole("button")).not.toBeInTheDocument();
  expect(api.calls().filter((call) => call.path.endsWith("/events"))).toEqual([]);
});

test("tells who may only look that a field has vanished, and that nothing is saved yet", async ({ api, workspace }) => {
  offer(api);
  const message = "The field email no longer exists in the connected account.";
  const warnings = [{ code: "mapping_drift" as const, message, subject: "email" }];
  api.on("GET", CONNECTION, buildConnection({ type: "mailchimp", warnings }));
  const { getByText } = await workspace.open(page, { session: READ_ONLY });
  await expect.element(getByText(message)).toBeVisible();
  await expect.element(getByText(/^No mapping has been saved yet: this one is used\./)).toBeVisible();
});

test("names in the language of the person the fields that every account has, and no others", async ({
  api,
  workspace,
}) => {
  offer(api);
  const fields = buildFieldCatalog([
    { key: "email", type: "string", label: "E-mail", constraints: { required: true } },
    { key: "FNAME", type: "string", label: "Given name", constraints: { required: true } },
    { key: "LNAME", type: "string", label: "Last name", constraints: { required: true } },
  ]);
  api.on("GET", `${CONNECTION}/fields`, fields);
  const { getByRole } = await workspace.open(
    <LanguageContext value={{ locale: toLocale("de", undefined), phrases: {} }}>
      <Suspense>{page}</Suspense>
    </LanguageContext>,
  );
  await expect.element(getByRole("group", { name: "E-Mail" })).toBeVisible();
  await expect.element(getByRole("group", { name: "Nachname" })).toBeVisible();
  // The account calls it so.
  await expect.element(getByRole("group", { name: "Given name" })).toBeVisible();
});
