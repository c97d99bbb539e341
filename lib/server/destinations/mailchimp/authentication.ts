import type { ApiKeyAuthentication } from "../provider/provider-definition.ts";

export const mailchimpAuthentication: ApiKeyAuthentication = {
  type: "api_key",
  keyField: "api_key",
  fields: [
    {
      key: "data_center",
      label: "Data center",
      type: "text",
      helpText: "The end of the API key, after the dash, such as us6. Left empty, it is taken from the key",
      // It becomes a part of the host name.
      pattern: "^[a-z]{2,4}\\d{1,3}$",
      patternMessage: "Letters and digits such as us6",
    },
    {
      key: "api_key",
      label: "API key",
      type: "password",
      required: true,
      helpText: "Mailchimp: Profile, Extras, API keys",
      pattern: "^[0-9a-f]{32}-[a-z]{2,4}\\d{1,3}$",
      patternMessage: "32 hexadecimal characters, a dash, and the data center, such as …-us6",
    },
  ],
  normalize: (values) => {
    const key = values["api_key"] ?? "";
    const dataCenter = key.slice(key.lastIndexOf("-") + 1);
    const given = values["data_center"] ?? "";
    if (given === "" || given === dataCenter) return { ok: true, values: { ...values, data_center: dataCenter } };
    return { ok: false, problems: [{ param: "metadata.data_center", msg: `The API key belongs to ${dataCenter}` }] };
  },
};
