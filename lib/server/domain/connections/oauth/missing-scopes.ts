import type { ConnectionWarning } from "#lib/contracts/connections.ts";
import type { OAuthDescriptor, TokenGrant } from "#lib/server/providers/kit/oauth-descriptor.ts";

/** What was asked for and not granted, with what does not work without it. */
export function missingScopes({ scopes }: OAuthDescriptor, granted: TokenGrant["scopes"]): ConnectionWarning[] {
  if (granted === undefined) return [];
  return scopes
    .filter(({ name, otherNames = [] }) => ![name, ...otherNames].some((wanted) => granted.includes(wanted)))
    .map(({ name, unlocks }) => ({
      code: "missing_scope",
      subject: name,
      message: `The permission ${name} was not granted. This does not work without it: ${inSentence(unlocks)}.`,
    }));
}

function inSentence(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
