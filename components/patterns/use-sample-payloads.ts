"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import type { EventFilters } from "#lib/client/event-filters.ts";
import { eventQueries } from "#lib/client/events.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventRecord } from "#lib/contracts/events.ts";
import { parsePayload } from "#lib/contracts/exact-json.ts";

const SAMPLES = 3;

export type Sample = { event: EventRecord; payload: Record<string, unknown> };

/** The newest events of a kind with what they contain: nothing for sessions that may not read payloads. */
export function useSamplePayloads(filters: EventFilters, isEnabled = true): readonly Sample[] {
  const { workspaceId, can } = useSession();
  const isReadable = isEnabled && can("read_payload");
  const recent = useQuery({ ...eventQueries.recent(workspaceId, filters, SAMPLES), enabled: isReadable });
  const events = isReadable ? (recent.data?.records ?? []) : [];
  return useQueries({
    queries: events.map(({ id }) => eventQueries.payload(workspaceId, id)),
    combine: (results) =>
      events.flatMap((event, index) => {
        const text = results[index]?.data;
        return text === undefined ? [] : [{ event, payload: parsePayload(text) }];
      }),
  });
}
