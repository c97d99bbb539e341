import { describe, expect, it } from "vitest";
import { textFields, toSections } from "#components/connections/connection-fields.ts";
import { connectionFormProblems, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { newSigningSecret, toConnectionInput, toFormValues } from "#components/connections/connection-form-values.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";
import { englishOf } from "#lib/testing/english.ts";

const words = { form: englishOf(connectionFormTexts), common: englishOf(commonTexts) };

const integration: Integration = {
  name: "Webhook",
  type: "webhook",
  authentication: {
    type: "none",
    fields: [
      { key: "url", label: "URL", type: "text", required: true, validate: "url" },
      {
        key: "auth_scheme",
        label: "Authentication",
        type: "select",
        defaultValue: "none",
        options: [
          { label: "None", value: "none" },
          { label: "Bearer token", value: "bearer" },
        ],
      },
      {
        key: "auth_token",
        label: "Token",
        type: "password",
        required: true,
        dependsOn: { field: "auth_scheme", value: "bearer" },
      },
      { key: "custom_headers", label: "Custom headers", type: "text", valueType: "headers" },
      { key: "skip_test", label: "Save without a test request", type: "select", valueType: "boolean" },
    ],
  },
  actions: {},
};
const fields = textFields(integration);

const stored: Connection = {
  id: "01980000-0000-7000-8000-000000000001",
  workspace: "01980000-0000-7000-8000-000000000002",
  type: "webhook",
  name: "CRM hook",
  metadata: { url: "https://crm.example.com/a", auth_scheme: "bearer", auth_token: SECRET_MASK },
  active: true,
  hidden: false,
  created_by: "test",
  created_at: "2026-08-12T12:00:00.000Z",
  updated_at: "2026-08-12T12:00:00.000Z",
  version: 1,
};

function problems(form: ConnectionForm, connection?: Connection): string[] {
  return connectionFormProblems(form, fields, connection, words).map(({ path }) => path);
}

describe("the fields of the catalog", () => {
  it("leave out what is no text, which the form has controls of its own for", () => {
    const sections = toSections(integration).flatMap((section) => section.fields.map(({ key }) => key));
    expect(sections).not.toEqual(expect.arrayContaining(["custom_headers"]));
    expect(sections).not.toEqual(expect.arrayContaining(["skip_test"]));
    expect(Object.keys(toFormValues(integration, undefined).fields)).toEqual(fields.map(({ key }) => key));
    const { metadata } = toConnectionInput(toFormValues(integration, undefined), integration, undefined);
    expect(metadata).toMatchObject({ custom_headers: [], skip_test: false });
  });
});

describe("connectionFormProblems", () => {
  it("asks for a required field only while it is shown", () => {
    const form = toFormValues(integration, undefined);
    const named = { ...form, name: "A", fields: { ...form.fields, url: "https://example.com" } };
    expect(problems(named)).toEqual([]);
    expect(problems({ ...named, fields: { ...named.fields, auth_scheme: "bearer" } })).toEqual(["fields.auth_token"]);
  });

  it("takes https, and http for the own machine only", () => {
    const form = { ...toFormValues(integration, undefined), name: "A" };
    const withUrl = (url: string) => problems({ ...form, fields: { ...form.fields, url } });
    expect(withUrl("https://example.com/x")).toEqual([]);
    expect(withUrl("http://localhost:9000")).toEqual([]);
    expect(withUrl("http://example.com")).toEqual(["fields.url"]);
    expect(withUrl("javascript:alert(1)")).toEqual(["fields.url"]);
  });

  it("lets a stored secret stay blank, but not for another host", () => {
    const form = toFormValues(integration, stored);
    expect(problems(form, stored)).toEqual([]);
    const moved = { ...form, fields: { ...form.fields, url: "https://other.example.com" } };
    expect(problems(moved, stored)).toEqual(["fields.auth_token"]);
  });

  it("passes over header rows that nobody has typed into, but not over a value without a name", () => {
    const blank = { name: "", value: "" };
    const form = { ...toFormValues(integration, stored), custom_headers: [blank, blank] };
    expect(problems(form, stored)).toEqual([]);
    expect(toConnectionInput(form, integration, stored).metadata).toMatchObject({ custom_headers: [] });
    const named = { ...form, custom_headers: [blank, { name: "X-A", value: "" }, { name: "", value: "1" }] };
    expect(problems(named, stored)).toEqual(["custom_headers.2.name"]);
  });

  it("refuses a header that is listed twice", () => {
    const custom_headers = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2" },
    ];
    expect(problems({ ...toFormValues(integration, stored), custom_headers }, stored)).toEqual([
      "custom_headers.1.name",
    ]);
  });
});

describe("toConnectionInput", () => {
  it("never shows a secret, and sends the mask to keep it", () => {
    const form = toFormValues(integration, stored);
    expect(form.fields["auth_token"]).toBe("");
    expect(toConnectionInput(form, integration, stored).metadata).toEqual({
      url: "https://crm.example.com/a",
      auth_scheme: "bearer",
      auth_token: SECRET_MASK,
      custom_headers: [],
      skip_test: false,
    });
  });

  it("does the same for a header whose value is a secret, unless the address moves to another host", () => {
    const headers = [
      { name: "X-Api-Key", value: SECRET_MASK },
      { name: "X-Team", value: "core" },
    ];
    const secretive = { ...stored, metadata: { ...stored.metadata, custom_headers: headers } };
    const form = toFormValues(integration, secretive);
    expect(form.custom_headers).toEqual([{ name: "X-Api-Key", value: "" }, headers[1]]);
    const sent = (changed: ConnectionForm) =>
      toConnectionInput(changed, integration, secretive).metadata["custom_headers"];
    expect(sent(form)).toEqual(headers);
    const moved = { ...form, fields: { ...form.fields, url: "https://other.example.com" } };
    expect(sent(moved)).toEqual(form.custom_headers);
  });

  it("leaves out what is not shown", () => {
    const form = toFormValues(integration, stored);
    const off = { ...form, fields: { ...form.fields, auth_scheme: "none", auth_token: "left over" } };
    expect(toConnectionInput(off, integration, stored).metadata).not.toHaveProperty("auth_token");
  });
});

describe("newSigningSecret", () => {
  it("takes the mask for no secret", () => {
    expect(newSigningSecret({ ...stored, metadata: { signing_secret: SECRET_MASK } })).toBeUndefined();
    expect(newSigningSecret({ ...stored, metadata: { signing_secret: "whsec_x" } })).toBe("whsec_x");
  });
});

describe("a form with a key", () => {
  const keyed: Integration = {
    name: "Mailer",
    type: "mailerlite",
    authentication: {
      type: "api_key",
      fields: [
        { key: "api_url", label: "API URL", type: "text", required: true, validate: "url" },
        { key: "api_key", label: "Key", type: "password", required: true, pattern: "^k-", patternMessage: "Begins k-" },
      ],
    },
    actions: {},
  };
  const own = keyed.authentication.fields ?? [];
  const kept: Connection = {
    ...stored,
    type: "mailerlite",
    metadata: { api_url: "https://a.example.com/v1", api_key: SECRET_MASK },
  };
  const filled = (fields: Record<string, string>) => ({ ...toFormValues(keyed, undefined), fields });

  it("is named after the destination, and checks the key's form without its blanks", () => {
    expect(toFormValues(keyed, undefined).name).toBe("Mailer");
    const wrong = filled({ api_url: "https://a.example.com", api_key: "x" });
    expect(connectionFormProblems(wrong, own, undefined, words)).toEqual([
      { path: "fields.api_key", message: "Begins k-" },
    ]);
    const right = filled({ api_url: "https://a.example.com", api_key: "  k-1\n" });
    expect(connectionFormProblems(right, own, undefined, words)).toEqual([]);
    expect(toConnectionInput(right, keyed, undefined).metadata["api_key"]).toBe("k-1");
  });

  it("never shows a stored key, and asks for it again when the address changes at all", () => {
    const form = toFormValues(keyed, kept);
    expect(form.fields["api_key"]).toBe("");
    expect(connectionFormProblems(form, own, kept, words)).toEqual([]);
    const moved = { ...form, fields: { ...form.fields, api_url: "https://a.example.com/v2" } };
    expect(connectionFormProblems(moved, own, kept, words)).toEqual([{ path: "fields.api_key", message: "Required" }]);
  });
});
