import type { EventsApp } from "#lib/server/domain/events/index.ts";
import type { Caller } from "#lib/server/domain/tenancy/index.ts";
import type { Streams } from "./stream/streams.ts";

export type InsightApp = EventsApp & { streams: Streams };

export type InsightContext = InsightApp & Caller;
