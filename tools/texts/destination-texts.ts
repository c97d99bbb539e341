import { sayActions, sayFields, sayForm, sayInputs, sayWarning, type Say } from "#lib/i18n/say-destination.ts";
import { missingScopes } from "#lib/server/domain/connections/oauth/oauth-destination.ts";
import type { Destination } from "#lib/server/providers/contract.ts";
import { builtInDestinations } from "#lib/server/providers/registry.ts";

type Collect = (destination: Destination, say: Say) => void;

/** By the namespace, each with what its texts are for. */
const NAMESPACES: Readonly<Record<string, { purpose: string; collect: Collect }>> = {
  "provider-forms": {
    purpose: "What the forms of connections ask for",
    collect: ({ integration }, say) => void sayForm(integration, say),
  },
  "provider-actions": {
    purpose: "What destinations can do",
    collect: ({ integration }, say) => void sayActions(integration, say),
  },
  "provider-inputs": {
    purpose: "What actions ask for in rules",
    collect: ({ integration }, say) => void sayInputs(integration, say),
  },
  "provider-fields": {
    purpose: "Fields that every account of a destination has",
    collect: ({ integration, fields }, say) => void sayFields(integration.type, fields?.fixed ?? [], say),
  },
  "provider-permissions": {
    purpose: "What does not work without a permission that an account did not give",
    collect: ({ integration, oauth }, say) => {
      if (oauth === undefined) return;
      for (const warning of missingScopes(oauth, [])) sayWarning(integration.type, warning, say);
    },
  },
};

export const DESTINATION_NAMESPACES: readonly string[] = Object.keys(NAMESPACES);

/** The texts of a namespace as the API says them. */
export function collectTexts(namespace: string): Map<string, string> {
  const texts = new Map<string, string>();
  const add: Say = (key, text) => {
    const known = texts.get(key);
    if (known !== undefined && known !== text) throw new Error(`${namespace}.${key} has two texts: ${known}; ${text}`);
    texts.set(key, text);
    return text;
  };
  for (const destination of builtInDestinations.all) NAMESPACES[namespace]?.collect(destination, add);
  return texts;
}

/** A text as the ICU message that says it to the letter. */
export function toMessage(text: string): string {
  return text.replaceAll("'", "''").replaceAll(/[<>{}]+/g, "'$&'");
}

/** The English file of a namespace, for the formatter. */
export function writeFile(namespace: string): string {
  const lines = [...collectTexts(namespace)].map(
    ([key, text]) => `${JSON.stringify(key)}: ${JSON.stringify(toMessage(text))},`,
  );
  return [
    `/** ${NAMESPACES[namespace]?.purpose ?? ""}. */`,
    "// Written by `npm run openapi` from lib/server/providers: change them there.",
    "export default {",
    ...lines,
    "} as const;",
    "",
  ].join("\n");
}
