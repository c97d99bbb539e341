import type { Sighting } from "#lib/server/db/queries/problems.ts";
import { CAUSES, fingerprintOf, type NotDelivered } from "./problem-cause.ts";

/** One for each cause, with the message that was seen last. */
export function groupSightings(seen: readonly NotDelivered[]): Sighting[] {
  return [...Map.groupBy(seen, fingerprintOf)].flatMap(([fingerprint, alike]) => {
    const last = alike.at(-1);
    return last === undefined ? [] : [toSighting(fingerprint, alike, last)];
  });
}

function toSighting(fingerprint: string, alike: readonly NotDelivered[], last: NotDelivered): Sighting {
  const { workspaceId, ruleId, code, statusCode, message, resource, resourceId } = last;
  const isOfOne = alike.every((one) => one.resource === resource && one.resourceId === resourceId);
  return {
    workspaceId,
    ruleId,
    fingerprint,
    cause: CAUSES[code],
    code,
    statusCode,
    message,
    resource: isOfOne ? resource : null,
    resourceId: isOfOne ? resourceId : null,
    attempts: alike.filter(({ isAttempt }) => isAttempt).length,
    deliveries: alike.map(({ ruleEventId: id, problemId }) => ({ id, problemId })),
  };
}
