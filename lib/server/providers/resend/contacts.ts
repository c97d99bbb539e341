import { requireEmail } from "../kit/contact-data.ts";
import type { Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun } from "../kit/provider-definition.ts";
import { requireFullAccess } from "./authentication.ts";
import { collectProperties } from "./fields.ts";

/**
 * Updates who is there and adds them to the segment, or makes the contact in it by one call. What is not mapped stays as
 * it is; `unsubscribed` above all.
 */
export async function addToSegment(run: ActionRun): Promise<ActionResult> {
  const email = requireContact(run);
  if (!email.ok) return email;
  const json = toContact(run.data, email.value);
  const updated = await run.api.send({ method: "PATCH", path: contactPath(email.value), json });
  if (updated.ok) return run.api.send({ method: "POST", path: segmentPath(run, email.value) });
  if (updated.fault.statusCode !== 404) return updated;
  const segments = [run.metadata.id];
  return run.api.send({ method: "POST", path: "/contacts", json: { ...json, segments } });
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

function contactPath(email: string): string {
  return `/contacts/${encodeURIComponent(email)}`;
}

function toContact(data: ActionRun["data"], email: string) {
  const properties = collectProperties(data);
  const { firstName: first_name, lastName: last_name, unsubscribed } = data;
  const mapped = Object.entries({ first_name, last_name, unsubscribed }).filter(([, value]) => value !== undefined);
  return {
    email,
    ...Object.fromEntries(mapped),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  };
}

function segmentPath({ metadata }: ActionRun, email: string): string {
  return `${contactPath(email)}/segments/${encodeURIComponent(metadata.id ?? "")}`;
}
