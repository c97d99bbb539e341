import { defineProvider } from "../kit/define-provider.ts";
import { identify } from "./account.ts";
import { customerIoActions } from "./actions.ts";
import { customerIoAuthentication, REGION_URLS } from "./authentication.ts";
import { customerIoErrors } from "./errors.ts";
import { FIELDS } from "./fields.ts";

/** The Pipelines (CDP) API. */
export const customerIo = defineProvider({
  type: "customer_io",
  name: "Customer.io",
  authentication: customerIoAuthentication,
  connect: ({ settings, operator }) => ({
    baseUrl: operator.apiUrl ?? REGION_URLS[String(settings.metadata["region"])] ?? "",
    // Without it, a wrong key and an invalid or oversized body are answered with 200, too.
    headers: { "x-strict-mode": "1" },
    auth: { authorization: `Basic ${Buffer.from(`${settings.secrets["cdpApiKey"] ?? ""}:`).toString("base64")}` },
  }),
  errors: customerIoErrors,
  identify: ({ api, settings }) => identify(api, settings),
  actions: customerIoActions,
  fields: { isClosed: false, fixed: FIELDS },
  limits: { rate: { requests: 3000, perMs: 3000, scope: "connection" }, requestsPerDelivery: 2 },
  unseen: [
    "An event without a person is refused with 400 for a good API key and with 401 for a bad one, which is how a key is tested.",
    "A repeated `messageId` is recognized. Otherwise a delivery that is tried again can record its event twice.",
    "An empty text takes a trait away.",
  ],
  onAmbiguous: "retry",
});
