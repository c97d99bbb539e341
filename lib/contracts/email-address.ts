// The addresses that typed clients can read back (openapi_types.Email of oapi-codegen): RFC 5322 without comments, with
// Unicode letters, and a domain with a dot. Said by parts, because one expression for all of it is not linear.

const ATOMS = /^[a-zA-Z\d!#$%&'*+\-/=?^_`{|}~.\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+$/u;
/** Any character but a line feed, which only folds a line. */
const QUOTED =
  // oxlint-disable-next-line no-control-regex
  /^"(?:(?:\r\n[ \t])?[\u0001-\u0009\u000B-\u007F\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF])*(?:\r\n[ \t])?"$/u;
const DOMAIN = /^[a-zA-Z\d\-.~\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+$/u;
const LETTER = /^[a-zA-Z\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]$/u;
const LETTER_OR_DIGIT = /^[a-zA-Z\d\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]$/u;

/** Nearly every address, told by one look; what is not so plain is looked at by parts. */
const PLAIN = /^[a-zA-Z\d]+(?:[._+-][a-zA-Z\d]+)*@[a-zA-Z\d]+(?:[.-][a-zA-Z\d]+)*\.[a-zA-Z]{2,24}$/;

export function isEmailAddress(text: string): boolean {
  if (PLAIN.test(text)) return true;
  const at = text.lastIndexOf("@");
  return at > 0 && isLocalPart(text.slice(0, at)) && isDomain(text.slice(at + 1));
}

function isLocalPart(text: string): boolean {
  return QUOTED.test(text) || (ATOMS.test(text) && text.split(".").every((atom) => atom !== ""));
}

/** Begins with a letter or digit, ends with a letter, and has a dot between two such. */
function isDomain(text: string): boolean {
  const domain = text.endsWith(".") ? text.slice(0, -1) : text;
  if (!DOMAIN.test(domain) || !LETTER_OR_DIGIT.test(domain.charAt(0)) || !LETTER.test(domain.slice(-1))) return false;
  const labels = domain.split(".");
  return labels.some((label, index) => {
    const next = labels[index + 1];
    return next !== undefined && LETTER_OR_DIGIT.test(label.slice(-1)) && LETTER.test(next.charAt(0));
  });
}
