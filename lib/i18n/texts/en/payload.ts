/** The payload of an event as a tree: searching it, and what can be done with one of its values. */
export default {
  search: "Search the payload",
  "search.found":
    "{count, plural, =0 {Nothing in the payload matches.} one {# value matches.} other {# values match.}}",
  "search.many": "More than {count, number} values match; these are the first.",
  raw: "Raw text",
  "raw.whole": "Show all of it ({size})",

  "leaf.copy-path": "Copy path",
  "leaf.copy-value": "Copy value",
  "leaf.filter": "Find events with this value",
} as const;
