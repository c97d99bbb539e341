import type { Integration } from "#lib/contracts/integrations.ts";
import { CUSTOM_HEADERS_MAX, DEFAULT_HMAC_HEADER } from "./settings.ts";

/** What the catalog says about webhooks; the connection form is made from it. */
export const webhookIntegration: Integration = {
  name: "Webhook",
  type: "webhook",
  authentication: {
    type: "none",
    fields: [
      {
        key: "url",
        label: "URL",
        type: "text",
        required: true,
        validate: "url",
        helpText: "The https address that receives the events",
      },
      {
        key: "http_method",
        label: "Method",
        type: "select",
        defaultValue: "POST",
        options: ["POST", "PUT", "PATCH"].map((value) => ({ label: value, value })),
      },
      {
        key: "payload_mode",
        label: "Body",
        type: "select",
        defaultValue: "wrapped",
        options: [
          { label: "Event envelope", value: "wrapped" },
          { label: "Payload only", value: "raw" },
        ],
      },
      {
        key: "auth_scheme",
        label: "Authentication",
        type: "select",
        defaultValue: "none",
        options: [
          { label: "None", value: "none" },
          { label: "Basic", value: "basic" },
          { label: "Bearer token", value: "bearer" },
          { label: "Header", value: "header" },
        ],
      },
      {
        key: "auth_username",
        label: "User name",
        type: "text",
        required: true,
        dependsOn: { field: "auth_scheme", value: "basic" },
      },
      {
        key: "auth_password",
        label: "Password",
        type: "password",
        required: true,
        dependsOn: { field: "auth_scheme", value: "basic" },
      },
      {
        key: "auth_token",
        label: "Token",
        type: "password",
        required: true,
        dependsOn: { field: "auth_scheme", value: "bearer" },
      },
      {
        key: "auth_header_name",
        label: "Header name",
        type: "text",
        required: true,
        dependsOn: { field: "auth_scheme", value: "header" },
      },
      {
        key: "auth_header_value",
        label: "Header value",
        type: "password",
        required: true,
        dependsOn: { field: "auth_scheme", value: "header" },
      },
      {
        key: "hmac_algorithm",
        label: "Body signature",
        type: "select",
        defaultValue: "none",
        helpText: "In addition to the Standard Webhooks signature that every request carries",
        options: [
          { label: "None", value: "none" },
          { label: "HMAC-SHA256", value: "sha256" },
          { label: "HMAC-SHA512", value: "sha512" },
        ],
      },
      {
        key: "hmac_secret",
        label: "Signature secret",
        type: "password",
        required: true,
        dependsOn: { field: "hmac_algorithm", value: ["sha256", "sha512"] },
      },
      {
        key: "hmac_header",
        label: "Signature header",
        type: "text",
        defaultValue: DEFAULT_HMAC_HEADER,
        dependsOn: { field: "hmac_algorithm", value: ["sha256", "sha512"] },
      },
      {
        key: "custom_headers",
        label: "Custom headers",
        type: "text",
        valueType: "headers",
        helpText: `Headers that every request carries: a list of {name, value}, ${CUSTOM_HEADERS_MAX} at most`,
      },
      {
        key: "skip_test",
        label: "Save without a test request",
        type: "select",
        valueType: "boolean",
        defaultValue: "false",
        options: [
          { label: "No", value: "false" },
          { label: "Yes", value: "true" },
        ],
      },
    ],
  },
  actions: {
    send_webhook: {
      key: "send_webhook",
      label: "Send webhook",
      noun: "webhook",
      fields: [],
      data: [],
      display: { label: "Send webhook", description: "Sends the event to the connection's URL" },
    },
  },
};
