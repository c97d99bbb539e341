import { z } from "zod";
import { EVENT_BYTES_MAX } from "#lib/contracts/constants.ts";
import {
  BULK_BYTES_MAX,
  BULK_ITEMS_MAX,
  BulkResult,
  CreateEvent,
  EventCreated,
  EventDetail,
  EventsPage,
  EventWithPayload,
} from "#lib/contracts/events.ts";
import { findMember } from "#lib/contracts/json-text.ts";
import { PageQuery } from "#lib/contracts/primitives.ts";
import { createEvent } from "#lib/server/domain/events/create-event.ts";
import { createEventsBulk } from "#lib/server/domain/events/create-events-bulk.ts";
import { getEvent, getEventPayload, listEvents } from "#lib/server/domain/events/read-events.ts";
import { idempotencyHeaders, idempotently } from "../idempotency.ts";
import { param, route } from "../route.ts";

export const eventRoutes = [
  route({
    method: "POST",
    path: "/events",
    operationId: "createEvent",
    tag: "Events",
    summary: "Send one event",
    access: { machine: true, publishable: true, session: "emit_events" },
    body: CreateEvent,
    bodyBytesMax: EVENT_BYTES_MAX,
    status: 201,
    isIngest: true,
    requestHeaders: idempotencyHeaders,
    conflicts: [409],
    response: EventCreated,
    handle: (input) =>
      idempotently(input, (intake) =>
        createEvent(input.ctx, input.body, findMember(input.bodyText, "payload"), intake),
      ),
  }),
  route({
    method: "POST",
    path: "/events/bulk",
    operationId: "createBulkEvent",
    tag: "Events",
    summary: "Send up to 100 events",
    access: { machine: true, publishable: true, session: "emit_events" },
    // Items are checked one by one, so that a bad one fails alone.
    body: z.unknown(),
    bodyShape: z.array(CreateEvent).min(1).max(BULK_ITEMS_MAX),
    bodyBytesMax: BULK_BYTES_MAX,
    status: 201,
    isIngest: true,
    requestHeaders: idempotencyHeaders,
    conflicts: [409],
    response: BulkResult,
    otherStatus: {
      status: 207,
      isMeant: (result) => BulkResult.pick({ error_count: true }).parse(result).error_count !== undefined,
    },
    handle: (input) => idempotently(input, (intake) => createEventsBulk(input.ctx, input.body, input.bodyText, intake)),
  }),
  route({
    method: "GET",
    path: "/events",
    operationId: "getEvents",
    tag: "Events",
    summary: "List the events of the organization",
    access: { machine: true },
    query: PageQuery,
    response: EventsPage,
    handle: ({ ctx, query }) => listEvents(ctx, query),
  }),
  route({
    method: "GET",
    path: "/events/:event_id",
    operationId: "getEvent",
    tag: "Events",
    summary: "Read an event with its rule events",
    access: { machine: true, session: "read_events" },
    response: EventDetail,
    handle: ({ ctx, params }) => getEvent(ctx, param(params, "event_id")),
  }),
  route({
    method: "GET",
    path: "/events/:event_id/payload",
    operationId: "getEventPayload",
    tag: "Events",
    summary: "Read an event with its payload",
    access: { machine: true, session: "read_payload" },
    response: EventWithPayload,
    handle: ({ ctx, params }) => getEventPayload(ctx, param(params, "event_id")),
  }),
];
