import type { Destination } from "../destinations/definition.ts";
import type { DeliveryLimits } from "../destinations/limits.ts";

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** As code in Markdown, also in a table. */
export const code = (text: string) => `\`${text}\``;

/** The limits that deliveries keep, in words. */
export function limitsOf({ rate, concurrency }: DeliveryLimits): string {
  const parts = [
    ...(rate === undefined
      ? []
      : [
          `${rate.requests} requests in ${rate.perMs / 1000} s${rate.scope === "operator" ? ", all connections together" : ""}`,
        ]),
    ...(concurrency === undefined ? [] : [`${concurrency} ${concurrency === 1 ? "delivery" : "deliveries"} at once`]),
  ];
  return parts.length === 0 ? "none" : parts.join("; ");
}

/** The variables of an OAuth client. */
export function settingsOf(type: string): string {
  const names = ["CLIENT_ID", "CLIENT_SECRET", ...(type === "discord" ? ["BOT_TOKEN"] : [])];
  return names.map((name) => code(`MESHES_PROVIDER_${type.toUpperCase()}_${name}`)).join(", ");
}

/** Optional ones stand in brackets. */
export function scopesOf({ scopes, scopesIn }: NonNullable<Destination["oauth"]>): string {
  const names = scopes.map(({ name, isOptional }) => (isOptional === true ? `[${code(name)}]` : code(name))).join(", ");
  return scopesIn === "app" ? `${names} (ticked at the provider's app)` : names;
}
