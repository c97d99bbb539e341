import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { query } from "./api.ts";
import { describeContact } from "./fields.ts";

const Campaign = z.object({ Id: z.string(), Name: z.string() });
const SOQL = "SELECT Id, Name, Status, IsActive FROM Campaign WHERE IsActive = true ORDER BY Name";

export async function loadCampaigns(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const campaigns = await loadPages(async (next) => {
    const page = await query(api, { soql: SOQL, next }, Campaign);
    if (!page.ok) return page;
    const items = page.value.records.map(({ Id: id, Name: name }) => ({ id, name }));
    return { ok: true, value: { items, next: page.value.next } };
  });
  if (campaigns.ok || campaigns.fault.code !== "INVALID_TYPE") return campaigns;
  const message = `${campaigns.fault.message} The user needs the "Marketing User" box and access to campaigns.`;
  return { ok: false, fault: { ...campaigns.fault, message } };
}

/** Picklists that can be written. */
export async function loadProperties(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const fields = await describeContact(api);
  if (!fields.ok) return fields;
  const chosen = fields.value.filter(({ type }) => type === "picklist" || type === "multipicklist");
  return {
    ok: true,
    value: chosen.map(({ name: id, label: name, picklistValues: values }) => ({
      id,
      name,
      options: values.map(({ value, label }) => ({ value, label: label ?? value })),
    })),
  };
}
