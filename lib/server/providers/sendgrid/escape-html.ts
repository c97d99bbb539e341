const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#x60;",
  "=": "&#x3D;",
};

/** A payload's text in HTML, also in an attribute that the template's author did not quote. */
export function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"'`=]/g, (character) => ENTITIES[character] ?? character);
}

const CHARACTERS = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));

export function unescapeHtml(text: string): string {
  return text.replaceAll(/&(?:[a-z]+|#x?[0-9A-F]+);/gi, (entity) =>
    entity === "&nbsp;" ? " " : (CHARACTERS.get(entity) ?? entity),
  );
}
