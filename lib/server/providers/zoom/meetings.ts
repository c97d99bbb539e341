import { z } from "zod";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { RuleMetadata } from "#lib/contracts/rules.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { Id } from "../kit/id.ts";
import { loadPages } from "../kit/load-pages.ts";
import type { Reading } from "../kit/provider-definition.ts";
import type { ProviderApi } from "../kit/provider-request.ts";
import { NO_WEBINARS } from "./api.ts";

const PAGE = 300;
/** At a time, and repeated at times: the meetings that can have registrations. */
const SCHEDULED: readonly (number | undefined)[] = [2, 8];
const NO_REGISTRATION = 2;

const Occasion = z.object({ id: Id, topic: z.string().default(""), start_time: z.string().optional() });
const Meetings = z.object({
  meetings: z.array(Occasion.extend({ type: z.int().default(2) })),
  next_page_token: z.string().optional(),
});
const Webinars = z.object({ webinars: z.array(Occasion) });
const Meeting = z.object({
  type: z.int().optional(),
  settings: z.object({ approval_type: z.int().optional() }).optional(),
});

export async function loadMeetings(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const meetings = await loadPages<z.infer<typeof Occasion>>(async (next) => {
    const query = { type: "upcoming", page_size: PAGE, next_page_token: next };
    const page = await api.read({ path: "/v2/users/me/meetings", query }, Meetings);
    if (!page.ok) return page;
    const items = page.value.meetings.filter(({ type }) => SCHEDULED.includes(type));
    return loaded({ items, next: page.value.next_page_token === "" ? undefined : page.value.next_page_token });
  });
  return meetings.ok ? loaded(toItems(meetings.value)) : meetings;
}

/** An account without the webinar plan has none. */
export async function loadWebinars(api: ProviderApi): Promise<Loaded<ActionDataItem[]>> {
  const webinars = await loadPages(async (next = "1") => {
    const query = { type: "upcoming", page_size: PAGE, page_number: next };
    const page = await api.read({ path: "/v2/users/me/webinars", query }, Webinars);
    if (!page.ok) return page;
    const { webinars: items } = page.value;
    return loaded({ items, next: items.length < PAGE ? undefined : String(Number(next) + 1) });
  });
  if (webinars.ok) return loaded(toItems(webinars.value));
  return webinars.fault.code === NO_WEBINARS ? loaded([]) : webinars;
}

/** Each once: of a repeated one the list has every time. */
function toItems(occasions: readonly z.infer<typeof Occasion>[]): ActionDataItem[] {
  const first = new Map<string, ActionDataItem>();
  for (const { id, topic, start_time: start } of occasions) {
    if (first.has(id)) continue;
    first.set(id, { id, name: [topic || id, formatStart(start)].filter(Boolean).join(", ") });
  }
  return [...first.values()];
}

function formatStart(start: string | undefined): string | undefined {
  const at = Date.parse(start ?? "");
  return Number.isNaN(at) ? undefined : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The list does not say whether a meeting takes registrations, and an attempt would only fail when it is too late. */
export async function checkMeeting({ api }: Reading, { id = "" }: RuleMetadata): Promise<Loaded<undefined>> {
  const meeting = await api.read({ path: `/v2/meetings/${encodeURIComponent(id)}` }, Meeting);
  if (!meeting.ok) return meeting;
  const { type, settings } = meeting.value;
  if (type !== undefined && !SCHEDULED.includes(type)) {
    return refused("invalid", "Only a meeting that is scheduled for a certain time accepts registrations");
  }
  if (settings?.approval_type === NO_REGISTRATION) {
    return refused(
      "invalid",
      "Registration is turned off for this meeting: turn it on in the meeting's settings at Zoom",
    );
  }
  return loaded(undefined);
}
