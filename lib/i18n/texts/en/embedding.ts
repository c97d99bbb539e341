/** For whoever builds the page around the workspace. */
export default {
  "outside.title": "This workspace is part of another page",
  "outside.text": "It works inside the product that it belongs to. Open it there instead of in its own window.",

  "token.title": "The page that contains this workspace has not sent an access token.",
  "token.text": "Reloading that page may help. If you build it, these are the likely causes:",
  "token.unanswered":
    "It does not answer <code>meshes:ready</code> with a <code>meshes:auth</code> message that carries the session''s <code>access_token</code>.",
  "token.otherOrigin":
    "Its origin is not in the session''s <code>allowed_origins</code>, so its messages are ignored. Allowed here: <origins>{list}</origins>.",
  "token.noOrigin":
    "Its origin is not in the session''s <code>allowed_origins</code>, so its messages are ignored. Allowed here: none.",
  "token.otherWindow": "It posts to another origin or window than this frame''s <code>contentWindow</code>.",
} as const;
