import type { FrameLocator } from "@playwright/test";
import { launchAt } from "./api-faults.ts";
import { connectMail } from "./connect-mail.ts";
import type { Scene, Stage } from "./scene.ts";

const SCOPES = { scopes: "events.payload:read" };

/** A connection of its own for each picture. */
function connected({ backend }: Stage, type: "mailchimp" | "sendgrid" = "mailchimp"): Promise<string> {
  return connectMail(backend, type, `Newsletter ${Math.random().toString(36).slice(2, 8)}`);
}

const store = ({ backend }: Stage, connection: string, ...fields: unknown[]) =>
  backend.api.send("PUT", `/connections/${connection}/mappings/default`, { schema: { schema_version: 1, fields } });
const path = (dest: string, value: string) => ({ dest, source: { type: "path", value } });
const inGroup = (workspace: FrameLocator, name: string) => workspace.getByRole("group", { name });

export const mappingScenes: Scene[] = [
  {
    name: "mapping-generated",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) => launchAt(page, `/workspace/connections/${await connected(stage)}/mappings`),
    act: (workspace) => workspace.getByLabel("E-mail becomes").waitFor(),
  },
  {
    name: "mapping-edited",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) => {
      const connection = await connected(stage);
      await store(stage, connection, path("email", "email"), path("BORN", "bike"), path("FNAME", "nowhere"));
      await launchAt(page, `/workspace/connections/${connection}/mappings`);
    },
    act: async (workspace) => {
      const mail = inGroup(workspace, "E-mail");
      await mail.getByLabel("Add a step").selectOption("substring");
      await mail.getByLabel("Add a step").selectOption("default");
      await inGroup(workspace, "Date of birth").getByLabel("Filled with").selectOption("literal");
      await workspace.getByRole("combobox", { name: /^Add a field/ }).click();
      await workspace.getByRole("button", { name: "Save mapping" }).click();
      await workspace.getByText("Some fields are incomplete").waitFor();
    },
  },
  {
    name: "mapping-conflict",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) => {
      const connection = await connected(stage);
      await store(stage, connection, path("email", "email"), path("FNAME", "name"));
      await launchAt(page, `/workspace/connections/${connection}/mappings`);
    },
    act: async (workspace, host, stage) => {
      const mail = inGroup(workspace, "E-mail").getByLabel("Path in the payload");
      await mail.fill("customer.email");
      const [, connection = ""] = /connections\/([^/]+)\//.exec((await host.frame()).url()) ?? [];
      await store(stage, connection, path("email", "person.mail"), path("BORN", "born"));
      await workspace.getByRole("button", { name: "Save mapping" }).click();
      await workspace.getByText("Someone else has saved this mapping").waitFor();
    },
  },
  {
    name: "mapping-member",
    stage: "full",
    query: { role: "member" },
    arrange: async (page, stage) => launchAt(page, `/workspace/connections/${await connected(stage)}/mappings`),
    act: (workspace) => workspace.getByRole("definition").first().waitFor(),
  },
  {
    name: "rule-new-choose",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) => launchAt(page, `/workspace/rules/new?connection=${await connected(stage)}`),
    act: async (workspace) => {
      await workspace.getByRole("combobox", { name: /^Audience/ }).fill("audience 1");
      await workspace.getByRole("option", { name: "Audience 10" }).waitFor();
    },
  },
  {
    name: "rule-new-template",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) =>
      launchAt(page, `/workspace/rules/new?event=booking.created&connection=${await connected(stage, "sendgrid")}`),
    act: async (workspace) => {
      await workspace.getByText("The templates could not be loaded.").waitFor();
      await workspace.getByLabel("And do this").selectOption({ label: "Send e-mail" });
      await workspace.getByLabel("Body", { exact: true }).fill("Hello {{email}}, {{first_name}}");
      await workspace.getByLabel("Preview of Body").waitFor();
    },
  },
  {
    name: "rule-new-unread",
    stage: "full",
    query: SCOPES,
    arrange: async (page, stage) =>
      launchAt(page, `/workspace/rules/new?connection=${await connected(stage, "sendgrid")}`),
    act: (workspace) => workspace.getByText("The templates could not be loaded.").waitFor(),
  },
];
