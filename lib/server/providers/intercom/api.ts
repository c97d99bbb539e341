import type { Provider } from "../kit/send-request.ts";
import { intercomErrors } from "./errors.ts";

/** A workspace lives in one region, and its token is known there only. */
export const REGIONS = {
  US: "https://api.intercom.io",
  EU: "https://api.eu.intercom.io",
  AU: "https://api.au.intercom.io",
} as const;
const VERSION = "2.15";

export const intercomApi: Provider = {
  name: "Intercom",
  connect: ({ settings, operator, accessToken }) => ({
    baseUrl: operator.apiUrl ?? regionUrl(settings.metadata["region"]),
    headers: { "intercom-version": VERSION },
    auth: { authorization: `Bearer ${accessToken ?? ""}` },
  }),
  errors: intercomErrors,
};

export function regionUrl(region: unknown): string {
  return region === "EU" || region === "AU" ? REGIONS[region] : REGIONS.US;
}
