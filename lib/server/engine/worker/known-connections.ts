/** How old what a look has found of a connection may be: its destination may be changed at any time. */
const FRESH_MS = 1_000;

/** The connections that looks have found lately. */
export function createKnownConnections<T extends { connectionId: string }>(now = () => performance.now()) {
  // The one found last stands last.
  const known = new Map<string, { connection: T; foundAt: number }>();

  function forgetOld(): void {
    const oldest = now() - FRESH_MS;
    for (const [id, { foundAt }] of known) {
      if (foundAt >= oldest) return;
      known.delete(id);
    }
  }

  return {
    /** Those of these that are known. */
    among: (ids: Iterable<string>): T[] => {
      forgetOld();
      return [...ids].flatMap((id) => known.get(id)?.connection ?? []);
    },
    /** A look has found them; of one that stands there twice, the later counts. */
    found: (connections: readonly T[]): void => {
      forgetOld();
      const foundAt = now();
      for (const connection of connections) {
        known.delete(connection.connectionId);
        known.set(connection.connectionId, { connection, foundAt });
      }
    },
  };
}
