import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Loaded } from "../kit/fault.ts";
import type { Reading } from "../kit/provider-definition.ts";
import { requireFullAccess } from "./authentication.ts";
import { loadAll } from "./lists.ts";

const Segment = z.object({ id: z.string(), name: z.string() });
/** `status` is from memory [verify live]: what has none counts as published. */
const Template = z.object({ id: z.string(), name: z.string(), status: z.string().default("published") });

export async function loadSegments({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const allowed = requireFullAccess(settings);
  return allowed.ok ? loadAll(api, "/segments", Segment) : allowed;
}

/** Drafts cannot be sent. */
export async function loadTemplates({ api, settings }: Reading): Promise<Loaded<ActionDataItem[]>> {
  const allowed = requireFullAccess(settings);
  if (!allowed.ok) return allowed;
  const templates = await loadAll(api, "/templates", Template);
  if (!templates.ok) return templates;
  const published = templates.value.filter(({ status }) => status === "published");
  return { ok: true, value: published.map(({ id, name }) => ({ id, name })) };
}
