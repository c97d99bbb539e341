import type { Loaded } from "../fault.ts";
import { requireEmail } from "../provider/contact-data.ts";
import type { ActionResult, ActionRun } from "../provider/provider-definition.ts";
import { requireFullAccess } from "./authentication.ts";
import { propertiesOf } from "./fields.ts";

export async function addToSegment(run: ActionRun): Promise<ActionResult> {
  const email = requireContact(run);
  if (!email.ok) return email;
  const ensured = await ensureContact(run, email.value);
  if (!ensured.ok) return ensured;
  return run.api.send({ method: "POST", path: segmentPath(run, email.value) });
}

export async function removeFromSegment(run: ActionRun): Promise<ActionResult> {
  const email = requireContact(run);
  if (!email.ok) return email;
  const removed = await run.api.send({ method: "DELETE", path: segmentPath(run, email.value) });
  if (removed.ok || removed.fault.statusCode !== 404) return removed;
  return { ok: true, note: "the contact is not in the segment" };
}

function requireContact({ settings, data }: ActionRun): Loaded<string> {
  const allowed = requireFullAccess(settings);
  return allowed.ok ? requireEmail(data) : allowed;
}

/** Updates the contact, or makes it. What is not mapped stays as it is; `unsubscribed` above all. */
async function ensureContact({ api, data }: ActionRun, email: string): Promise<ActionResult> {
  const json = contactOf(data, email);
  const updated = await api.send({ method: "PATCH", path: `/contacts/${encodeURIComponent(email)}`, json });
  if (updated.ok || updated.fault.statusCode !== 404) return updated;
  return api.send({ method: "POST", path: "/contacts", json });
}

function contactOf(data: ActionRun["data"], email: string) {
  const properties = propertiesOf(data);
  const { firstName: first_name, lastName: last_name, unsubscribed } = data;
  const mapped = Object.entries({ first_name, last_name, unsubscribed }).filter(([, value]) => value !== undefined);
  return {
    email,
    ...Object.fromEntries(mapped),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function segmentPath({ metadata }: ActionRun, email: string): string {
  return `/contacts/${encodeURIComponent(email)}/segments/${encodeURIComponent(metadata.id ?? "")}`;
}
