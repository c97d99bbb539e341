import type { CatalogEntry } from "#lib/contracts/workspaces.ts";

export const EVENT_TYPES_ID = "event-type-options";

/** Suggestions for an event field, which takes other names too: an event type comes to be by its first event. */
export function EventTypeOptions({ entries }: { entries: readonly CatalogEntry[] }) {
  return (
    <datalist id={EVENT_TYPES_ID}>
      {entries.map((entry) => (
        <option key={entry.id} value={entry.key}>
          {entry.label}
        </option>
      ))}
    </datalist>
  );
}
