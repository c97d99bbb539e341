import type { IntegrationType } from "#lib/contracts/integrations.ts";
import { paceOf, type Pace } from "#lib/server/providers/kit/pace.ts";
import type { Destinations } from "#lib/server/providers/registry.ts";

export type Paces = ReadonlyMap<IntegrationType, Pace>;

/** Types without limits are not among them, and are claimed without any of this. */
export function pacesOf(destinations: Destinations): Paces {
  return new Map(
    destinations.all.flatMap(({ integration, limits }) =>
      limits === undefined ? [] : [[integration.type, paceOf(limits)] as const],
    ),
  );
}

/** The parameters of the statements that look for work. */
export function paceColumns(paces: Paces) {
  const all = [...paces];
  return {
    types: all.map(([type]) => type),
    are_shared: all.map(([, { isShared }]) => isShared),
    costs: all.map(([, { cost }]) => cost),
    per_second: all.map(([, { bucket }]) => bucket?.perSecond ?? null),
    concurrencies: all.map(([, { concurrency }]) => concurrency ?? null),
  };
}
