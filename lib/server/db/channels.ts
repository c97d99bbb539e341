/** What nodes tell each other over the database (`NOTIFY`). */

/** Deliveries are due. */
export const WORK_CHANNEL = "meshes_work";
/** A machine or publishable key was changed, so that all nodes forget what they have cached. */
export const KEYS_CHANNEL = "meshes_keys";
/** A node that takes requests has come or gone. */
export const NODES_CHANNEL = "meshes_nodes";
