"use client";

import { useState } from "react";
import type { EventRecord } from "#lib/contracts/events.ts";

type Hold = { key: string; topId: string };

/**
 * Keeps new events out of the list while somebody points at it, works in it or has loaded more of it. Ids are
 * UUIDv7, so what is newer than the first held row has a greater id. `key` names the list: another filter is another list.
 */
export function useHeldList(records: readonly EventRecord[], key: string, isLong: boolean) {
  const [hold, setHold] = useState<Hold>();
  const topId = hold?.key === key ? hold.topId : undefined;
  const rows = topId === undefined ? records : records.filter((record) => record.id <= topId);
  const firstId = records[0]?.id;
  const grab = () => {
    if (topId === undefined && firstId !== undefined) setHold({ key, topId: firstId });
  };
  const release = () => {
    if (!isLong) setHold(undefined);
  };
  const reveal = () => setHold(isLong && firstId !== undefined ? { key, topId: firstId } : undefined);
  return {
    rows,
    newCount: records.length - rows.length,
    reveal,
    grab,
    holdProps: { onPointerEnter: grab, onPointerLeave: release, onFocus: grab, onBlur: release },
  };
}
