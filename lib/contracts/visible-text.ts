// Names that people type, and that code compares character by character: what nobody sees must not make two of them
// differ. Free of zod, so that the pages use the same rules.

/** Control and format characters (bidirectional marks, zero width), halves of surrogate pairs, and what is drawn as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** After a picture they choose how it is drawn, or join it with the next one: part of what is seen. */
const EMOJI_PARTS = new Set(["\u200D", "\uFE0E", "\uFE0F"]);
const PICTURE = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u;

const NAMES: Readonly<Record<number, string>> = {
  0x00: "null",
  0x09: "tab",
  0x0a: "line feed",
  0x0d: "carriage return",
  0x7f: "delete",
  0xad: "soft hyphen",
  0x61c: "Arabic letter mark",
  0x200b: "zero width space",
  0x200c: "zero width non-joiner",
  0x200d: "zero width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x2028: "line separator",
  0x2029: "paragraph separator",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "pop directional formatting",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x2060: "word joiner",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first strong isolate",
  0x2069: "pop directional isolate",
  0xfeff: "byte order mark",
};

function nameCharacter(code: number): string {
  const name = NAMES[code] ?? (code < 0x20 || (code > 0x7e && code < 0xa0) ? "control character" : undefined);
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}${name === undefined ? "" : ` (${name})`}`;
}

/** What is wrong with a text that holds a character which nobody sees, naming it. */
export function invisibleProblem(text: string): string | undefined {
  if (!INVISIBLE.test(text)) return undefined;
  let before = "";
  for (const character of text) {
    const isPartOfPicture = EMOJI_PARTS.has(character) && (EMOJI_PARTS.has(before) || PICTURE.test(before));
    if (INVISIBLE.test(character) && !isPartOfPicture) {
      return `Contains an invisible character: ${nameCharacter(character.codePointAt(0) ?? 0)}. Type it again without it.`;
    }
    before = character;
  }
  return undefined;
}
