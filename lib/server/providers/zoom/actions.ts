import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { checkMeeting } from "./meetings.ts";
import { toRegistrant } from "./registrant.ts";

export const zoomActions: Record<string, ProviderAction> = {
  add_meeting_registrant: {
    label: "Add meeting registrant",
    noun: "registrant",
    description: "Registers the person for a meeting that takes registrations",
    inputs: [{ kind: "simple", key: "meetings", field: "id", label: "Meeting", noun: "meeting", required: true }],
    check: checkMeeting,
    perform: (run) => register(run, "meetings"),
  },
  add_webinar_registrant: {
    label: "Add webinar registrant",
    noun: "registrant",
    description: "Registers the person for a webinar",
    inputs: [{ kind: "simple", key: "webinars", field: "id", label: "Webinar", noun: "webinar", required: true }],
    perform: (run) => register(run, "webinars"),
  },
};

/** Who is registered already stays registered once. */
async function register({ api, metadata, data }: ActionRun, of: "meetings" | "webinars"): Promise<ActionResult> {
  const registrant = toRegistrant(data);
  if (!registrant.ok) return registrant;
  const path = `/v2/${of}/${encodeURIComponent(metadata.id ?? "")}/registrants`;
  return api.send({ method: "POST", path, json: registrant.value });
}
