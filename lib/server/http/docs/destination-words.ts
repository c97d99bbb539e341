import type { Destination } from "#lib/server/providers/contract.ts";
import type { DeliveryLimits } from "#lib/server/providers/kit/limits.ts";

/** The limits that deliveries keep, in words. */
export function describeLimits({ rate, concurrency }: DeliveryLimits): string {
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
export function describeSettings(type: string): string {
  const names = ["CLIENT_ID", "CLIENT_SECRET", ...(type === "discord" ? ["BOT_TOKEN"] : [])];
  return names.map((name) => code(`MESHES_PROVIDER_${type.toUpperCase()}_${name}`)).join(", ");
}

type OAuth = NonNullable<Destination["oauth"]>;

/** In brackets when a connection works without it. */
export function scopeName({ name, isOptional }: OAuth["scopes"][number]): string {
  return isOptional === true ? `[${code(name)}]` : code(name);
}

export function describeScopes({ scopes, scopesIn }: OAuth): string {
  const names = scopes.map(scopeName).join(", ");
  return scopesIn === "app" ? `${names} (ticked at the provider's app)` : names;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** As code in Markdown, also in a table. */
export const code = (text: string) => `\`${text}\``;
