import { describe, expect, it } from "vitest";
import { oauthFormProblems, toAttemptInput, toOAuthForm } from "#components/connections/oauth-form-values.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { connectionFormTexts } from "#lib/i18n/texts/connection-form.ts";
import { englishOf } from "#lib/testing/english.ts";

const words = { form: englishOf(connectionFormTexts), common: englishOf(commonTexts) };

const salesforce: Integration = {
  name: "Salesforce",
  type: "salesforce",
  authentication: {
    type: "oauth",
    oauth: { version: 2 },
    fields: [
      {
        key: "environment",
        label: "Environment",
        type: "select",
        defaultValue: "production",
        options: [
          { label: "Production", value: "production" },
          { label: "My domain", value: "custom" },
        ],
      },
      {
        key: "host",
        label: "Login host",
        type: "text",
        required: true,
        pattern: "^[a-z]+\\.my\\.salesforce\\.com$",
        patternMessage: "Such as acme.my.salesforce.com",
        dependsOn: { field: "environment", value: "custom" },
      },
    ],
  },
  actions: {},
};

const form = (name: string, fields: Record<string, string>) => {
  const empty = toOAuthForm(salesforce);
  return { ...empty, name, fields: { ...empty.fields, ...fields } };
};

describe("the form before consent", () => {
  it("needs no name, and sends none that is empty", () => {
    expect(oauthFormProblems(toOAuthForm(salesforce), salesforce, words)).toEqual([]);
    expect(toAttemptInput(form(" ", {}), salesforce)).toEqual({
      type: "salesforce",
      options: { environment: "production" },
    });
    expect(toAttemptInput(form("Sales ", {}), salesforce).name).toBe("Sales");
  });

  it("checks a name that is given, and the options that are shown", () => {
    expect(oauthFormProblems(form("a/b", {}), salesforce, words).map(({ path }) => path)).toEqual(["name"]);
    expect(oauthFormProblems(form("", { environment: "custom", host: "evil.example" }), salesforce, words)).toEqual([
      { path: "fields.host", message: "Such as acme.my.salesforce.com" },
    ]);
  });

  it("sends only options that are shown", () => {
    const host = "acme.my.salesforce.com";
    expect(toAttemptInput(form("", { host }), salesforce).options).toEqual({ environment: "production" });
    expect(toAttemptInput(form("", { environment: "custom", host }), salesforce).options).toEqual({
      environment: "custom",
      host,
    });
  });
});
