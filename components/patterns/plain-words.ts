import type { InactiveReason } from "#lib/contracts/connections.ts";

type InactiveWords = { what: string; todo: string };

export const INACTIVE_WORDS: Record<InactiveReason, InactiveWords> = {
  authentication_invalid: {
    what: "The destination no longer accepts the credentials, or says that the address no longer exists.",
    todo: "Check the address and the credentials, then save the connection.",
  },
  oauth_authorization_revoked: {
    what: "Access was revoked in the connected account.",
    todo: "Connect the account again.",
  },
  oauth_reauthorization_required: {
    what: "The connected account requires a new sign-in.",
    todo: "Connect the account again.",
  },
  manually_inactivated: {
    what: "The connection was paused by a person, or its endpoint answered 410 Gone.",
    todo: "Resume it, or save it with a different URL.",
  },
};

/** "send_webhook" as "Send webhook", for an action that the catalog does not know. */
export function humanizeKey(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
