/** The requests of two attempts beside each other. */
export default {
  choose: "Compare the request with",
  none: "No other attempt",
  attempt: "Attempt {number, number}",
  label: "What changed from attempt {from, number} to attempt {to, number}",
  same: "Both requests are the same.",
  "too-different": "The requests have too little in common to compare them line by line.",
  skipped: "{count, plural, one {# unchanged line} other {# unchanged lines}}",
  failed: "The other attempt could not be loaded",
} as const;
