import { z } from "zod";

const PHRASE_ID = /^[a-z][a-z0-9_-]*(?:\.[a-zA-Z0-9_-]+)+$/;
const PHRASES_MAX = 200;

const isLocale = (tag: string) => isAccepted(() => new Intl.Locale(tag));
const isTimeZone = (timeZone: string) => isAccepted(() => new Intl.DateTimeFormat("en", { timeZone }));

function isAccepted(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * In which language, time zone and words the workspace is read. An extension of the public contract, in a session and in
 * the message `meshes:config`.
 */
export const LanguageSettings = z.object({
  locale: z
    .string({ error: "Must be a string" })
    .max(35, "At most 35 characters")
    .refine(isLocale, "A language tag of BCP 47, such as de or pt-BR")
    .optional()
    .meta({
      description:
        "A language tag of BCP 47. Texts are there in en, de, fr, es, ja and ar; another language gets English ones. Numbers and times follow the region.",
    }),
  time_zone: z
    .string({ error: "Must be a string" })
    .max(64, "At most 64 characters")
    .refine(isTimeZone, "A time zone of IANA, such as Europe/Berlin")
    .optional()
    .meta({ description: "A time zone of IANA, such as Europe/Berlin. The browser's unless given." }),
  phrases: z
    .record(
      z.string().max(100, "At most 100 characters").regex(PHRASE_ID, "The id of a text, such as connections.title"),
      z.string({ error: "Must be a string" }).min(1, "Must not be empty").max(500, "At most 500 characters"),
      { error: "Must be an object of texts" },
    )
    .refine((phrases) => Object.keys(phrases).length <= PHRASES_MAX, `At most ${PHRASES_MAX}`)
    .optional()
    .meta({
      description:
        "Your own words for texts of the workspace, by their id, as ICU messages. Ids that this version does not know are ignored.",
    }),
});
export type LanguageSettings = z.infer<typeof LanguageSettings>;
