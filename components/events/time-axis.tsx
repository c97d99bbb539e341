"use client";

import { useQueries } from "@tanstack/react-query";
import { createScale, type AxisScale } from "#components/events/axis-scale.ts";
import { DeliveryName } from "#components/events/delivery-name.tsx";
import { LaneTrack } from "#components/events/lane-track.tsx";
import { toLane, type Lane } from "#components/events/lane.ts";
import { NextAttempt } from "#components/events/next-attempt.tsx";
import { DestinationLogo } from "#components/patterns/destination-logo.tsx";
import { useFormats, useTranslations } from "#components/patterns/language.ts";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { ruleEventQueries } from "#lib/client/rule-events.ts";
import { useSession } from "#lib/client/session.ts";
import type { EventDetail } from "#lib/contracts/events.ts";
import { timelineTexts } from "#lib/i18n/texts/timeline.ts";

/** The name of a lane before it, and above it where there is no room. */
const LANE_COLUMNS = "grid gap-x-3 gap-y-1 sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]";

/** The deliveries of an event on one time axis: a lane for each, with its attempts, the waits between them and the next. */
export function TimeAxis({ event }: { event: EventDetail }) {
  const t = useTranslations(timelineTexts);
  const formats = useFormats();
  const lanes = useLanes(event);
  const from = Date.parse(event.created_at);
  const spans = lanes.flatMap(({ attempts }) => attempts);
  const to = Math.max(from + 1, ...spans.map((span) => span.to), ...lanes.map(({ next }) => next?.to ?? from));
  const scale = createScale(spans, from, to);
  return (
    <Card aria-labelledby="timeline-title">
      <CardHeader>
        <CardTitle id="timeline-title">{t("title")}</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="space-y-3">
          {lanes.map((lane) => (
            <LaneRow key={lane.ruleEvent.id} lane={lane} scale={scale} />
          ))}
        </ul>
        {spans.length === 0 ? null : (
          <div className={cn("mt-2 text-xs text-soft", LANE_COLUMNS)}>
            <div className="sm:col-start-2">
              <div className="flex justify-between gap-x-3 tabular-nums">
                <span>{formats.clock(event.created_at)}</span>
                <span>{formats.clock(new Date(to).toISOString())}</span>
              </div>
              {scale.isCompressed ? <p>{t("compressed")}</p> : null}
            </div>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

/** The attempts are those that the rows below show, so they are loaded once. */
function useLanes(event: EventDetail): Lane[] {
  const { workspaceId } = useSession();
  const attempts = useQueries({
    queries: event.rule_events.map((ruleEvent) => ruleEventQueries.attempts(workspaceId, ruleEvent)),
  });
  const receivedAt = Date.parse(event.created_at);
  return event.rule_events.map((ruleEvent, index) =>
    toLane(ruleEvent, attempts[index]?.data?.records ?? [], receivedAt),
  );
}

function LaneRow({ lane, scale }: { lane: Lane; scale: AxisScale }) {
  return (
    <li className={LANE_COLUMNS}>
      <p className="flex min-w-0 items-center gap-2 text-sm font-medium">
        <DestinationLogo type={lane.ruleEvent.integration_type} size="sm" />
        <span className="min-w-0 truncate">
          <DeliveryName ruleEvent={lane.ruleEvent} />
        </span>
      </p>
      <div className="min-w-0">
        <LaneTrack lane={lane} scale={scale} />
        <NextAttempt lane={lane} />
      </div>
    </li>
  );
}
