/**
 * What a connection remembers between deliveries, on all nodes: the id of a record that was just created and that the
 * provider's search does not find yet. Only ever a help: it may be lost or out of date.
 */
export type Memory = {
  recall(key: string): Promise<string | undefined>;
  remember(key: string, value: string): Promise<void>;
  forget(key: string): Promise<void>;
};
