/** Of the buttons that copy something. */
export default {
  copied: "Copied",
  blocked: "{label}: your browser has blocked copying, so copy the selected text yourself",
  "blocked.keys": "Copying is blocked here: press Ctrl+C or ⌘C",
} as const;
