/** The embedded database cannot be started; the message is written for the person who starts the server. */
export class EmbeddedPostgresError extends Error {
  override name = "EmbeddedPostgresError";
}

/** Another server of ours is running on this folder. */
export class FolderInUseError extends EmbeddedPostgresError {}
