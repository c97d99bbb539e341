import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { objectAt, requireEmail } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import type { ActionResult, ActionRun, ProviderAction } from "../kit/provider-definition.ts";
import { REGISTRANT_KEYS } from "./fields.ts";
import { checkMeeting } from "./meetings.ts";

type Data = Readonly<Record<string, unknown>>;
type Answer = { title: string; value: string };

/** A person as Zoom registers them. What is empty is left out. */
export function toRegistrant(data: Data): Loaded<object> {
  const email = requireEmail(data);
  if (!email.ok) return email;
  const firstName = asText(data["first_name"]).trim();
  if (firstName === "") return refused("mapping", "The mapping gives no value for first_name, which Zoom requires");
  const questions = objectAt(data, "custom_questions");
  if (!questions.ok) return questions;
  const others = REGISTRANT_KEYS.map((key) => [key, asText(data[key])]).filter(([, value]) => value !== "");
  const answers = toAnswers(questions.value);
  return loaded({
    email: email.value,
    first_name: firstName,
    ...Object.fromEntries(others),
    ...(answers.length === 0 ? {} : { custom_questions: answers }),
  });
}

const Nested = z.record(z.string(), z.unknown());

/** A title with dots arrives as objects inside each other. */
function toAnswers(questions: Data, before = ""): Answer[] {
  return Object.entries(questions).flatMap(([key, given]): Answer[] => {
    const title = before + key;
    const nested = Nested.safeParse(given);
    if (nested.success) return toAnswers(nested.data, `${title}.`);
    const value = asText(given);
    return value === "" ? [] : [{ title, value }];
  });
}

export const zoomActions: Record<string, ProviderAction> = {
  add_meeting_registrant: {
    label: "Add meeting registrant",
    noun: "registrant",
    description: "Registers the person for a meeting that accepts registrations",
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
