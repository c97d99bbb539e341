import type { ApiKeyAuthentication } from "../kit/provider-definition.ts";

export const customerIoAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "cdpApiKey",
  fields: [
    {
      key: "region",
      label: "Region",
      type: "select",
      required: true,
      defaultValue: "US",
      helpText: "Where your Customer.io account is kept",
      options: [
        { label: "United States", value: "US" },
        { label: "European Union", value: "EU" },
      ],
    },
    {
      key: "cdpApiKey",
      label: "CDP API key",
      type: "password",
      required: true,
      helpText: "Customer.io: Data & Integrations, Integrations, Customer.io API",
      usualPattern: "^[a-f0-9]{20}$",
      usualMessage: "Customer.io's keys usually have 20 characters from 0 to 9 and a to f",
    },
  ],
};

export const REGION_URLS: Readonly<Record<string, string>> = {
  US: "https://cdp.customer.io/v1",
  EU: "https://cdp-eu.customer.io/v1",
};
