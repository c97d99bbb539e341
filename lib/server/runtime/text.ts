/** The beginning of a text, of so many UTF-16 units at the most; a pair of them is not cut in two. */
export function cutText(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(unitsMax - 1));
  return text.slice(0, isPairCut ? unitsMax - 1 : unitsMax);
}

/** Longer words are searched for by an algorithm of our own: the engine's can take text times word. */
const NATIVE_CHARACTERS_MAX = 64;

/** Replaces a word wherever it stands, in time that grows with the text and not with the word. */
export function replaceText(text: string, word: string, by: string): string {
  if (word.length <= NATIVE_CHARACTERS_MAX) return text.replaceAll(word, () => by);
  let replaced = "";
  let end = 0;
  for (const start of placesOf(text, word)) {
    replaced += text.slice(end, start) + by;
    end = start + word.length;
  }
  return replaced + text.slice(end);
}

/** Where a word stands, without overlaps (Knuth, Morris and Pratt). */
function* placesOf(text: string, word: string): Generator<number> {
  const borders = computeBorders(word);
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== word[matched]) matched = borders[matched - 1] ?? 0;
    if (text[at] === word[matched]) matched += 1;
    if (matched < word.length) continue;
    yield at + 1 - word.length;
    matched = 0;
  }
}

/** For each beginning of the word: how much of it is also its end. */
function computeBorders(word: string): Uint32Array {
  const borders = new Uint32Array(word.length);
  let matched = 0;
  for (let at = 1; at < word.length; at += 1) {
    while (matched > 0 && word[at] !== word[matched]) matched = borders[matched - 1] ?? 0;
    if (word[at] === word[matched]) matched += 1;
    borders[at] = matched;
  }
  return borders;
}
