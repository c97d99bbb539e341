import { describe, expect, it } from "vitest";
import { connectionFormProblems, type ConnectionForm } from "#components/connections/connection-form-schema.ts";
import { newSigningSecret, toConnectionInput, toFormValues } from "#components/connections/connection-form-values.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import { SECRET_MASK } from "#lib/contracts/constants.ts";
import type { Integration } from "#lib/contracts/integrations.ts";

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
    ],
  },
  actions: {},
};
const fields = integration.authentication.fields ?? [];

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
};

function problems(form: ConnectionForm, connection?: Connection): string[] {
  return connectionFormProblems(form, fields, connection).map(({ path }) => path);
}

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
