import { defineNamespace } from "../namespace.ts";
import en from "./en/destinations.ts";

/** Names are the same in every language; a host may give others. */
const same = async () => ({ default: en });

export const destinationsTexts = defineNamespace("destinations", en, {
  de: same,
  fr: same,
  es: same,
  ja: same,
  ar: same,
});
