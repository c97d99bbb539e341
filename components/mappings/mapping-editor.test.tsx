import type { Locator } from "vitest/browser";
import { MappingEditor } from "#components/mappings/mapping-editor.tsx";
import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { MappingField, MappingResult } from "#lib/contracts/mappings.ts";
import type { Capability } from "#lib/contracts/sessions.ts";
import { heldReply, pageOf, refusal, type FakeApi } from "#lib/testing/page/fake-api.ts";
import {
  buildConnection,
  buildEvent,
  buildFieldCatalog,
  buildMapping,
  CONNECTION_ID,
  EVENT_ID,
  WORKSPACE_ID,
} from "#lib/testing/page/records.ts";
import { expect, test as base } from "#lib/testing/page/test.tsx";

const CONNECTION = `/connections/${CONNECTION_ID}`;
const MAPPING = `${CONNECTION}/mappings/default`;
const PREVIEW = `${CONNECTION}/mappings/preview`;
const EVENTS = `/workspaces/${WORKSPACE_ID}/events`;
const OTHER_EVENT_ID = "0199a3c2-7d5e-7b1a-9c4f-000000000044";

const EMAIL: CatalogField = { key: "email", type: "string", label: "E-mail", constraints: { required: true } };
const CATALOG: CatalogField[] = [
  EMAIL,
  { key: "BORN", type: "date", label: "Date of birth" },
  { key: "STAGE", type: "enum", label: "Stage", constraints: { allowed_values: ["lead", "won"] } },
  { key: "SCORE", type: "number", label: "Score", constraints: { read_only: true } },
  { key: "ADDRESS", type: "object", label: "Address" },
];
const path = (value: string) => ({ type: "path" as const, value });
const MAIL: MappingField = { dest: "email", source: path("mail"), on_error: "fail_action" };
const STAGE: MappingField = { dest: "STAGE", source: path("stage"), on_error: "skip_field" };

type EditorOptions = {
  fields?: MappingField[];
  version?: number;
  catalog?: CatalogField[];
  isClosed?: boolean;
  capabilities?: Capability[];
};

/** The editor of a stored mapping, without an event to try it on. */
const test = base.extend("openEditor", ({ api, workspace }) => {
  api.on("GET", EVENTS, pageOf());
  return ({ fields = [MAIL], version = 2, catalog = CATALOG, isClosed = false, capabilities }: EditorOptions = {}) =>
    workspace.open(
      <MappingEditor
        connection={buildConnection({ type: "mailchimp" })}
        catalog={buildFieldCatalog(catalog, { closed: isClosed })}
        result={buildMapping(fields, { version })}
      />,
      capabilities ? { session: { capabilities } } : {},
    );
});

/** Takes what is saved, as the next version. */
function takeSaves(api: FakeApi) {
  api.on("PUT", MAPPING, ({ body }) => {
    const { schema, expected_version: before } = Object(body);
    return buildMapping(schema.fields, { version: Number(before) + 1 });
  });
}

const savedFields = (api: FakeApi) => api.calls("PUT").map(({ body }) => Object(body).schema.fields as MappingField[]);
const save = { name: "Save mapping" };
const fill = (row: Locator, value: string) => row.getByLabelText("Path in the payload").fill(value);

test("saves what was changed from the version that was read, once, and says as which version", async ({
  api,
  openEditor,
}) => {
  const held = heldReply<MappingResult>();
  api.on("PUT", MAPPING, held.reply);
  const page = await openEditor();
  await fill(page.getByRole("group", { name: "E-mail" }), " person.mail ");
  await expect.element(page.getByText("You have unsaved changes.")).toBeVisible();
  const button = page.getByRole("button", save).element() as HTMLElement;
  button.click();
  button.click();
  await expect.element(page.getByRole("button", { name: "Saving…" })).toHaveAttribute("aria-disabled", "true");
  held.answer(buildMapping([{ ...MAIL, source: path("person.mail") }], { version: 3 }));
  await expect.element(page.getByText("Saved as version 3. The next delivery uses it.")).toBeVisible();
  await expect.element(page.getByText("You have unsaved changes.")).not.toBeInTheDocument();
  expect(api.calls("PUT").map((call) => call.body)).toEqual([
    {
      schema: { schema_version: 1, fields: [{ ...MAIL, source: path("person.mail") }] },
      expected_version: 2,
    },
  ]);
});

test("has nothing to save while nothing is changed", async ({ api, openEditor }) => {
  const page = await openEditor();
  await expect.element(page.getByRole("button", save)).toHaveAttribute("aria-disabled", "true");
  await expect.element(page.getByRole("button", { name: "Discard changes" })).not.toBeInTheDocument();
  expect(api.calls("PUT")).toEqual([]);
});

test("says that a suggestion is not saved yet, and saves it as it stands", async ({ api, openEditor }) => {
  takeSaves(api);
  const page = await openEditor({ version: 0 });
  await expect.element(page.getByText("Not saved yet.")).toBeVisible();
  await page.getByRole("button", save).click();
  await expect.element(page.getByText(/^Saved as version 1\./)).toBeVisible();
  await expect.element(page.getByText("Not saved yet.")).not.toBeInTheDocument();
  expect(api.calls("PUT")[0]?.body).toMatchObject({ expected_version: 0 });
});

test("puts a required field that nothing fills on top, and leaves it out until something does", async ({
  api,
  openEditor,
}) => {
  takeSaves(api);
  const page = await openEditor({ fields: [STAGE] });
  const first = page.getByRole("group").first();
  await expect.element(first).toHaveAccessibleName("E-mail");
  await expect.element(first).toMatchTextContent("Required");
  await expect.element(page.getByRole("button", { name: "Remove E-mail" })).not.toBeInTheDocument();
  await fill(page.getByRole("group", { name: "Stage" }), "crm.stage");
  await page.getByRole("button", save).click();
  await expect.poll(() => savedFields(api)).toEqual([[{ ...STAGE, source: path("crm.stage") }]]);
  await first.getByLabelText("Filled with").selectOptions("From the payload");
  await fill(first, "mail");
  await page.getByRole("button", save).click();
  await expect.poll(() => savedFields(api)[1]).toEqual([MAIL, { ...STAGE, source: path("crm.stage") }]);
});

test("saves constants of every kind as what they are", async ({ api, openEditor }) => {
  takeSaves(api);
  const page = await openEditor();
  const row = page.getByRole("group", { name: "E-mail" });
  await row.getByLabelText("Filled with").selectOptions("Always the same");
  const value = row.getByLabelText(/^Value/);
  await value.fill("12.50");
  await page.getByRole("button", save).click();
  await expect.element(page.getByText(/^Saved as version 3\./)).toBeVisible();
  await row.getByLabelText("Type").selectOptions("Number");
  await page.getByRole("button", save).click();
  await expect.element(page.getByText(/^Saved as version 4\./)).toBeVisible();
  await row.getByLabelText("Type").selectOptions("True or false");
  await value.selectOptions("False");
  await page.getByRole("button", save).click();
  await expect.element(page.getByText(/^Saved as version 5\./)).toBeVisible();
  await row.getByLabelText("Type").selectOptions("Nothing (null)");
  await expect.element(value).toBeDisabled();
  await page.getByRole("button", save).click();
  await expect.element(page.getByText(/^Saved as version 6\./)).toBeVisible();
  const values = savedFields(api).map(([field]) => field?.source.value);
  expect(values).toEqual(["12.50", 12.5, false, null]);
});

test.for([
  ["", "Enter the path of the value in the payload"],
  ["customer..email", "A path such as customer.email or items.0.sku"],
  [`a.${"x".repeat(127)}`, "At most 128 characters"],
])(
  "sends nothing with the path %j, says what is wrong, and forgets it when it is mended",
  async ([typed, message], { api, openEditor }) => {
    takeSaves(api);
    const page = await openEditor();
    const row = page.getByRole("group", { name: "E-mail" });
    await fill(row, typed);
    await expect.element(page.getByText(/Some fields are incomplete/)).not.toBeInTheDocument();
    await page.getByRole("button", save).click();
    await expect.element(page.getByRole("alert")).toMatchTextContent("Some fields are incomplete");
    await expect.element(row.getByLabelText("Path in the payload")).toHaveAccessibleDescription(message);
    expect(api.calls("PUT")).toEqual([]);
    await fill(row, "mended");
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
    await page.getByRole("button", save).click();
    await expect.element(page.getByText(/^Saved as version 3\./)).toBeVisible();
  },
);

test("takes a constant only if it is one of its kind", async ({ api, openEditor }) => {
  const page = await openEditor();
  const row = page.getByRole("group", { name: "E-mail" });
  await row.getByLabelText("Filled with").selectOptions("Always the same");
  await page.getByRole("button", save).click();
  await expect.element(row.getByLabelText(/^Value/)).toHaveAccessibleDescription("Must not be empty");
  await row.getByLabelText("Type").selectOptions("Number");
  await row.getByLabelText(/^Value/).fill("twelve");
  await expect.element(row.getByLabelText(/^Value/)).toHaveAccessibleDescription("A number");
  expect(api.calls("PUT")).toEqual([]);
});

test("saves the steps in the order that they were put in, with what each needs", async ({ api, openEditor }) => {
  takeSaves(api);
  const page = await openEditor();
  const row = page.getByRole("group", { name: "E-mail" });
  const add = (step: string) => row.getByLabelText("Add a step").selectOptions(step);
  await add("Trim spaces");
  await add("Take part of the text");
  await row.getByLabelText("Starts at").fill("1");
  await row.getByLabelText(/^Length/).fill("3");
  await add("Convert to a date");
  await row.getByLabelText(/^Time zone/).fill(" Europe/Paris ");
  await add("Use a default value");
  await row.getByLabelText("Default value").fill("none");
  await row.getByRole("button", { name: "Earlier, step 4: Use a default value" }).click();
  await row.getByRole("button", { name: "Later, step 1: Trim spaces" }).click();
  await row.getByRole("button", { name: "Remove step 2: Trim spaces" }).click();
  await page.getByRole("button", save).click();
  await expect
    .poll(() => savedFields(api)[0]?.[0]?.transforms)
    .toEqual([
      { type: "substring", start: 1, length: 3 },
      { type: "default", value: "none" },
      { type: "to_date", timezone: "Europe/Paris" },
    ]);
});

test("moves no step beyond the ends of the list, and takes ten of them at most", async ({ openEditor }) => {
  const transforms = Array.from({ length: 9 }, () => ({ type: "trim" as const }));
  const page = await openEditor({ fields: [{ ...MAIL, transforms: [{ type: "lower" }, ...transforms.slice(1)] }] });
  const steps = page.getByRole("list", { name: "Steps" });
  await expect
    .element(page.getByRole("button", { name: /^Earlier, step 1:/ }))
    .toHaveAttribute("aria-disabled", "true");
  (page.getByRole("button", { name: /^Earlier, step 1:/ }).element() as HTMLElement).click();
  await expect.element(steps.getByRole("listitem").first()).toMatchTextContent("1. Convert to lower case");
  await page.getByLabelText("Add a step").selectOptions("Convert to upper case");
  await expect.element(steps.getByRole("listitem").last()).toMatchTextContent("10. Convert to upper case");
  await expect.element(page.getByText("A field can have at most 10 steps.")).toBeVisible();
  await expect.element(page.getByLabelText("Add a step")).not.toBeInTheDocument();
});

test("says at a step what it lacks", async ({ api, openEditor }) => {
  const page = await openEditor();
  await page.getByLabelText("Add a step").selectOptions("Take part of the text");
  await page.getByLabelText("Starts at").fill("-1");
  await page.getByRole("button", save).click();
  const start = page.getByLabelText("Starts at");
  await expect.element(start).toHaveAccessibleDescription(/The start must be a whole number, 0 or more$/);
  await start.fill("0");
  await page.getByLabelText(/^Length/).fill("0");
  await expect.element(start).toHaveAccessibleDescription(/The length must be a whole number, 1 or more$/);
  expect(api.calls("PUT")).toEqual([]);
});

test("puts the server's complaints at the rows that were sent, not at those left out", async ({ api, openEditor }) => {
  const complaints = [
    { param: "schema.fields[0].source.value", msg: "Is not a path" },
    { param: "schema.fields[1].dest", msg: "Is read by nobody" },
    { param: "schema.fields[0].transforms[0].timezone", msg: "Is not a time zone" },
  ];
  api.on("PUT", MAPPING, refusal(422, "UnprocessableEntity", "Some of it is wrong.", complaints));
  const fields: MappingField[] = [
    { dest: "BORN", source: path("born"), transforms: [{ type: "to_date", timezone: "Mars" }] },
    { dest: "own", source: path("own") },
  ];
  const page = await openEditor({ fields });
  const born = page.getByRole("group", { name: "Date of birth" });
  await fill(born, "person.born");
  await page.getByRole("button", save).click();
  await expect.element(page.getByRole("alert")).toMatchTextContent("The mapping was not saved. Some of it is wrong.");
  await expect.element(born.getByLabelText("Path in the payload")).toHaveAccessibleDescription("Is not a path");
  await expect.element(born.getByLabelText(/^Time zone/)).toHaveAccessibleDescription(/Is not a time zone$/);
  const name = page.getByLabelText("Name of the field");
  await expect.element(name).toHaveAccessibleDescription(/Is read by nobody$/);
  await expect.element(page.getByRole("group", { name: "E-mail" })).not.toMatchTextContent("Is not a path");
  await fill(born, "birthday");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await expect.element(page.getByText("Is not a path")).not.toBeInTheDocument();
});

test.for([
  [403, "Forbidden", "Your role does not allow this."],
  [409, "Conflict", "The connection is being deleted."],
  [500, "InternalServerError", "Something went wrong on the server."],
] as const)(
  "keeps what was typed when saving is refused with %i",
  async ([status, name, words], { api, openEditor }) => {
    api.on("PUT", MAPPING, refusal(status, name, "The connection is being deleted."));
    const page = await openEditor();
    const field = page.getByLabelText("Path in the payload");
    await field.fill("person.mail");
    await page.getByRole("button", save).click();
    await expect.element(page.getByRole("alert")).toMatchTextContent(`The mapping was not saved. ${words}`);
    await expect.element(field).toHaveValue("person.mail");
    await expect.element(page.getByText("You have unsaved changes.")).toBeVisible();
    await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  },
);

test("goes back to what is stored when the changes are discarded", async ({ openEditor }) => {
  const page = await openEditor({ fields: [MAIL, STAGE] });
  await fill(page.getByRole("group", { name: "E-mail" }), "a..b");
  await page.getByRole("button", save).click();
  await page.getByRole("button", { name: "Remove Stage" }).click();
  await expect.element(page.getByRole("group", { name: "Stage" })).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect.element(page.getByRole("group", { name: "Stage" })).toBeVisible();
  const field = page.getByRole("group", { name: "E-mail" }).getByLabelText("Path in the payload");
  await expect.element(field).toHaveValue("mail");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

/** Answers every try with what each row gives. */
function offerPreview(api: FakeApi, fieldsOf: (dests: string[]) => object[], problem?: object) {
  api.on("GET", EVENTS, pageOf(buildEvent(), buildEvent({ id: OTHER_EVENT_ID, event: "order.sent" })));
  api.on("GET", "/events/*/payload", { payload: { person: { mail: "ada@example.com" } } });
  api.on("POST", PREVIEW, ({ body }) => {
    const dests = Object(body).schema.fields.map(({ dest }: MappingField) => dest);
    return { data: {}, warnings: [], fields: fieldsOf(dests), ...(problem && { problem }) };
  });
}

const tries = (api: FakeApi) => api.calls("POST").map(({ body }) => Object(body));

test("shows what each row gives for the event that is chosen, or why it gives nothing", async ({ api, openEditor }) => {
  offerPreview(api, () => [
    { dest: "email", value: "ada@example.com" },
    { dest: "STAGE", problem: "stage is missing" },
  ]);
  const page = await openEditor({ fields: [MAIL, STAGE] });
  await expect.element(page.getByRole("status", { name: "E-mail becomes" })).toHaveTextContent("ada@example.com");
  await expect.element(page.getByText("No value: stage is missing")).toBeVisible();
  await page.getByLabelText("Try it on").selectOptions(OTHER_EVENT_ID);
  await expect.poll(() => tries(api).map((one) => one.event_id)).toEqual([EVENT_ID, OTHER_EVENT_ID]);
});

test("tries the rows that are complete, and says nothing of the others", async ({ api, openEditor }) => {
  offerPreview(api, (dests) => dests.map((dest) => ({ dest, value: `value of ${dest}` })));
  const page = await openEditor({ fields: [MAIL, STAGE] });
  await fill(page.getByRole("group", { name: "E-mail" }), "mail..");
  await expect.poll(() => tries(api).at(-1)?.schema.fields).toEqual([STAGE]);
  await expect.element(page.getByRole("status", { name: "Stage becomes" })).toHaveTextContent("value of STAGE");
  await expect.element(page.getByRole("status", { name: "E-mail becomes" })).not.toBeInTheDocument();
});

test("keeps its height while a row is typed, so that a click below it hits what was aimed at", async ({
  api,
  openEditor,
}) => {
  offerPreview(api, (dests) => dests.map((dest) => ({ dest, value: `value of ${dest}` })));
  const page = await openEditor({ fields: [MAIL, STAGE] });
  await expect.element(page.getByRole("status", { name: "E-mail becomes" })).toHaveTextContent("value of email");
  const row = page.getByRole("group", { name: "E-mail" });
  const heights = new Set<number>();
  const observer = new ResizeObserver(([entry]) => heights.add(entry?.contentRect.height ?? 0));
  observer.observe(row.element());
  await fill(row, "mail..");
  await expect.poll(() => tries(api).at(-1)?.schema.fields).toEqual([STAGE]);
  await fill(row, "other.mail");
  await expect.poll(() => tries(api).at(-1)?.schema.fields).toHaveLength(2);
  await expect.element(row.getByRole("status")).toHaveTextContent("value of email");
  observer.disconnect();
  expect([...heights]).toHaveLength(1);
});

test("says that the event would not be delivered, and cuts a long value", async ({ api, openEditor }) => {
  const value = "x".repeat(500);
  offerPreview(api, () => [{ dest: "email", value }], { dest: "email", message: "The value of email is too long." });
  const page = await openEditor();
  const words = "This event would not be delivered. The value of email is too long.";
  await expect.element(page.getByText(words)).toBeVisible();
  await expect.element(page.getByRole("status", { name: "E-mail becomes" })).toMatchTextContent(/^x{300}…$/);
});

test("says when the preview fails, and goes on without it", async ({ api, openEditor }) => {
  offerPreview(api, () => []);
  api.on("POST", PREVIEW, refusal(404, "NotFound", "No such event"));
  const page = await openEditor();
  await expect.element(page.getByRole("alert")).toMatchTextContent("The preview failed. It no longer exists");
  await expect.element(page.getByRole("group", { name: "E-mail" })).toBeVisible();
});

test("tries on any event while none went to this connection", async ({ api, openEditor }) => {
  offerPreview(api, () => [{ dest: "email", value: "" }]);
  api.on("GET", EVENTS, ({ query }) => (query.has("connection") ? pageOf() : pageOf(buildEvent())));
  const page = await openEditor();
  await expect.element(page.getByRole("status", { name: "E-mail becomes" })).toHaveTextContent("an empty text");
});

test("says why there is no preview, and asks for none", async ({ api, openEditor }) => {
  const page = await openEditor();
  await expect.element(page.getByText("No preview yet: no event has been received.")).toBeVisible();
  expect(api.calls("POST")).toEqual([]);
});

test("reads no event for who may not read payloads", async ({ api, openEditor }) => {
  const page = await openEditor({ capabilities: ["read_connections", "write_connections", "read_events"] });
  await expect.element(page.getByText(/this session does not have permission to read event payloads/)).toBeVisible();
  expect(api.calls()).toEqual([]);
});

test("warns of a value that the destination does not take", async ({ openEditor }) => {
  const page = await openEditor({ fields: [MAIL, STAGE] });
  const row = page.getByRole("group", { name: "Stage" });
  await row.getByLabelText("Filled with").selectOptions("Always the same");
  await row.getByLabelText(/^Value/).fill("lost");
  const warning = row.getByText("“lost” is not one of the values that this field accepts: lead, won");
  await expect.element(warning).toBeVisible();
  await row.getByLabelText(/^Value/).fill("won");
  await expect.element(warning).not.toBeInTheDocument();
});

test("adds a field of the account that is free, and asks inside an object for its name", async ({
  api,
  openEditor,
}) => {
  takeSaves(api);
  const page = await openEditor({ fields: [MAIL, STAGE] });
  await page.getByRole("button", { name: "Show fields" }).click();
  const options = page.getByRole("listbox", { name: "fields" }).getByRole("option");
  await expect.element(options.first()).toBeVisible();
  const names = options.elements().map((option) => option.textContent);
  expect(names).toEqual(["Date of birthDate · BORN", "AddressObject · ADDRESS"]);
  await options.last().click();
  const name = page.getByLabelText("Name of the field");
  await expect.element(name).toHaveValue("ADDRESS.");
  await fill(page.getByRole("group", { name: "ADDRESS." }), "city");
  await page.getByRole("button", save).click();
  await expect.element(name).toHaveAccessibleDescription(/Enter the name after the dot$/);
  await name.fill("ADDRESS.city");
  await page.getByRole("button", save).click();
  const added = { dest: "ADDRESS.city", source: path("city"), on_error: "skip_field" };
  await expect.poll(() => savedFields(api)).toEqual([[MAIL, STAGE, added]]);
});

test("adds a field by a name of one's own, but not where the destination takes no other", async ({ openEditor }) => {
  const page = await openEditor();
  await page.getByRole("button", { name: "Add a field by its name" }).click();
  await expect.element(page.getByRole("group", { name: "New field" })).toBeVisible();
  await page.getByRole("button", { name: "Remove New field" }).click();
  await expect.element(page.getByRole("group", { name: "New field" })).not.toBeInTheDocument();
  await page.unmount();
  const closed = await openEditor({ isClosed: true });
  await expect.element(closed.getByRole("combobox", { name: "Add a field" })).toBeVisible();
  await expect.element(closed.getByRole("button", { name: "Add a field by its name" })).not.toBeInTheDocument();
});

test("takes no more fields than a mapping can have", async ({ openEditor }) => {
  const fields = Array.from({ length: 250 }, (_, index) => ({ dest: `f${index}`, source: path("a") }));
  const page = await openEditor({ fields, catalog: [] });
  await expect.element(page.getByText("A mapping has at most 250 fields.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Add a field by its name" })).not.toBeInTheDocument();
});

test("reads the fields of the account anew, and says when that fails", async ({ api, openEditor }) => {
  const held = heldReply<object>();
  api.on("GET", `${CONNECTION}/fields`, held.reply);
  const page = await openEditor();
  const refresh = page.getByRole("button", { name: "Refresh fields" });
  await refresh.click();
  await expect.element(refresh).toBeDisabled();
  held.answer(refusal(422, "UnprocessableEntity", "Mailchimp did not answer."));
  const alert = page.getByRole("alert");
  await expect.element(alert).toMatchTextContent("The fields could not be loaded. Mailchimp did not answer.");
  await expect.element(refresh).toBeEnabled();
  const asked = api.calls("GET").filter((call) => call.path === `${CONNECTION}/fields`);
  expect(asked.map(({ query }) => `${query}`)).toEqual(["refresh=true"]);
});

test("tells at its row that a field has vanished from the account", async ({ api, workspace }) => {
  api.on("GET", EVENTS, pageOf());
  const message = "The field BORN no longer exists in the connected account.";
  const warnings = [
    { code: "mapping_drift" as const, message, subject: "BORN" },
    { code: "missing_scope" as const, message: "A scope is missing.", subject: "email" },
  ];
  const born = { dest: "BORN", source: path("born") };
  const page = await workspace.open(
    <MappingEditor
      connection={buildConnection({ type: "mailchimp", warnings })}
      catalog={buildFieldCatalog([EMAIL])}
      result={buildMapping([MAIL, born], { version: 1 })}
    />,
  );
  await expect.element(page.getByRole("group", { name: "BORN" })).toMatchTextContent(message);
  await expect.element(page.getByRole("group", { name: "E-mail" })).not.toMatchTextContent("A scope is missing.");
});
