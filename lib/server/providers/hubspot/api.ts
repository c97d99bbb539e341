/** The date-versioned API. The one of 2026-03 is supported for 18 months; its shapes are those of `/crm/v3`. */
const VERSION = "2026-03";

export const API_URL = "https://api.hubapi.com";
export const OAUTH = `/oauth/${VERSION}`;
export const CONTACTS = `/crm/objects/${VERSION}/contacts`;
export const LISTS = `/crm/lists/${VERSION}`;
export const PROPERTIES = `/crm/properties/${VERSION}/contacts`;
