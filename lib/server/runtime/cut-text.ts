/** The beginning of a text, of so many UTF-16 units at the most; a pair of them is not cut in two. */
export function cutText(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text;
  const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(unitsMax - 1));
  return text.slice(0, isPairCut ? unitsMax - 1 : unitsMax);
}
