import { z } from "zod";
import { asText } from "#lib/contracts/render-text.ts";
import { objectAt, requireEmail } from "../kit/contact-data.ts";
import { loaded, refused, type Loaded } from "../kit/fault.ts";
import { REGISTRANT_KEYS } from "./fields.ts";

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
