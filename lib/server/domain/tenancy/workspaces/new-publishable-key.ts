import type { publishableKeys } from "#lib/server/db/schema/workspaces.ts";
import { randomBase62, uuidv7 } from "#lib/server/runtime/ids.ts";
import { toLookup } from "../keys/publishable-keys.ts";

/** `mesh_pub_<workspace part>_<key id>_<32 base62 characters>`: no part holds an underscore. */
export function newPublishableKey(workspaceId: string) {
  const id = uuidv7();
  const workspacePart = workspaceId.replaceAll("-", "").slice(-12);
  const keyPart = id.replaceAll("-", "").slice(-12);
  const publicKey = `mesh_pub_${workspacePart}_${keyPart}_${randomBase62(32)}`;
  return {
    id,
    workspaceId,
    lookup: toLookup(publicKey),
    publicKey,
    name: "Default publishable key",
  } satisfies typeof publishableKeys.$inferInsert;
}
