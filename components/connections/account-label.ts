import type { Connection } from "#lib/contracts/connections.ts";

/** The account at the provider, by the name that it has there. */
export function accountLabel({ metadata }: Pick<Connection, "metadata">): string | undefined {
  const label = metadata["account_label"];
  return typeof label === "string" && label !== "" ? label : undefined;
}

/** Where the connection leads: the account, or the host of a webhook's address. */
export function connectionLocation(connection: Pick<Connection, "metadata">): string {
  const label = accountLabel(connection);
  if (label !== undefined) return label;
  const url = connection.metadata["url"];
  return typeof url === "string" && URL.canParse(url) ? new URL(url).host : "–";
}
