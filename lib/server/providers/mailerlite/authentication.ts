import type { ApiKeyAuthentication } from "../kit/provider-definition.ts";

export const mailerliteAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  fields: [
    {
      key: "api_key",
      label: "API token",
      type: "password",
      required: true,
      helpText: "MailerLite: Integrations, MailerLite API, Generate new token. It dies with the user who made it",
      usualPattern: "^eyJ[A-Za-z0-9_.-]+$",
      usualMessage: "Tokens of the new MailerLite usually begin with eyJ; keys of MailerLite Classic do not work",
    },
  ],
};
