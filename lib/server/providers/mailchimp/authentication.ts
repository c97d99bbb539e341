import type { ApiKeyAuthentication } from "../kit/provider-definition.ts";

const DATA_CENTER_OF_KEY = /-([a-z]{2,4}\d{1,3})$/;

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
      usualPattern: "^[0-9a-f]{32}-[a-z]{2,4}\\d{1,3}$",
      usualMessage: "Mailchimp's keys usually end with a dash and the data center, such as -us6",
    },
  ],
  normalize: (values) => {
    const ofKey = DATA_CENTER_OF_KEY.exec(values["api_key"] ?? "")?.[1];
    const given = values["data_center"] ?? "";
    const dataCenter = given === "" ? ofKey : given;
    const isTheirs = dataCenter !== undefined && (ofKey === undefined || ofKey === dataCenter);
    if (isTheirs) return { ok: true, values: { ...values, data_center: dataCenter } };
    const msg =
      ofKey === undefined ? "Required, as the API key does not end with it" : `The API key belongs to ${ofKey}`;
    return { ok: false, problems: [{ param: "metadata.data_center", msg }] };
  },
};
