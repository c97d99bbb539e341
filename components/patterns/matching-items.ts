export type Choice = { id: string; name: string; hint?: string | undefined };

/** More than a person reads; a list of thousands is narrowed by typing. */
export const SHOWN_MAX = 50;

/** Whose name or id holds every word of the query, in the order of the list; those that begin so come first. */
export function matchingItems(choices: readonly Choice[], query: string): { shown: Choice[]; total: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { shown: choices.slice(0, SHOWN_MAX), total: choices.length };
  const matching = choices.filter(({ id, name, hint = "" }) => {
    const text = `${name} ${hint} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const [first = ""] = words;
  const begins = (choice: Choice) =>
    choice.name.toLowerCase().replace(/^[#@]/, "").startsWith(first.replace(/^[#@]/, ""));
  const sorted = [...matching.filter(begins), ...matching.filter((choice) => !begins(choice))];
  return { shown: sorted.slice(0, SHOWN_MAX), total: sorted.length };
}
