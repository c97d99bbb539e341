import { createLoader } from "nuqs";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { z } from "zod";
import { retryOffer, toEventFilter, toRetryFilter, type EventFilters } from "#lib/client/event-filters.ts";
import type { RuleFilters } from "#lib/client/rules.ts";
import { EventFilter } from "#lib/contracts/event-filter.ts";
import { RetryFilter } from "#lib/contracts/retries.ts";
import type { ListRulesQuery } from "#lib/contracts/rules.ts";
import { rangeStart } from "#lib/contracts/time-range.ts";
import { rangeWindows } from "#lib/server/domain/insight/metrics/windows.ts";
import { eventFilterParsers, eventsHref, newRuleHref } from "./list-links.ts";

const NOW = Date.parse("2026-11-30T12:34:56Z");
const all: Required<EventFilters> = {
  id: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55",
  event: "user.signup & more",
  resource: "shop",
  resource_id: "7/8",
  status: ["failed", "canceled"],
  connection: "0199a3c2-8f10-7c3e-8b52-94a1f0c7d213",
  rule: "0199a3c2-8f10-7c3e-8b52-94a1f0c7d214",
  matched: true,
  since: "1h",
  from: "2026-11-30T14:00:00+01:00",
  until: "2026-11-30T15:00:00Z",
  problem: "0199a3c2-8f10-7c3e-8b52-94a1f0c7d215",
  search: "ann@example.com",
};

describe("a link to the list of events", () => {
  it("carries every filter, and the list reads the same", () => {
    const href = eventsHref(all);
    expect(createLoader(eventFilterParsers)(new URL(href, "http://x").searchParams)).toEqual(all);
    expect(eventsHref()).toBe("/workspace/events");
    expect(eventsHref({ status: ["failed"], since: "24h" })).toBe("/workspace/events?status=failed&since=24h");
    expect(eventsHref({ status: ["failed", "retrying"] })).toBe("/workspace/events?status=failed,retrying");
  });

  it("opens what a figure counted: both reach back to the same moment", () => {
    for (const since of ["1h", "24h", "7d", "30d"] as const) {
      const { created_after } = toEventFilter({ since }, NOW);
      expect(Date.parse(created_after ?? "")).toBe(rangeWindows(since, NOW).current.from);
    }
  });

  it("is escaped, also for a new rule", () => {
    expect(new URL(newRuleHref({ event: "a&b=c" }), "http://x").searchParams.get("event")).toBe("a&b=c");
  });
});

describe("the filters of the page", () => {
  it("are keys of the contract, by type and when they are sent", () => {
    expectTypeOf<keyof EventFilters>().toEqualTypeOf<keyof typeof eventFilterParsers>();
    expectTypeOf<ReturnType<typeof toEventFilter>>().toEqualTypeOf<EventFilter>();
    expectTypeOf<RuleFilters>().toExtend<z.input<typeof ListRulesQuery>>();
    const { since, from, until, search: _search, ...others } = all;
    for (const moments of [{ since }, { from }, { from, until }, {}]) {
      const sent = toEventFilter({ ...others, ...moments }, NOW);
      expect(EventFilter.strict().parse(sent)).toEqual(sent);
      expect(Object.keys(sent)).toHaveLength(Object.keys({ ...others, ...moments }).length);
    }
    expect(toEventFilter({ since, until }, NOW)).toEqual({ created_before: until });
  });

  it("mean the delivery to a connection or by a rule when there is one, and the whole event otherwise", () => {
    expect(toEventFilter({ status: ["failed"] }, NOW)).toEqual({ status: "failed" });
    expect(toEventFilter({ status: ["failed", "retrying"], connection: "c" }, NOW)).toEqual({
      delivery_status: "failed,retrying",
      connection: "c",
    });
    expect(toEventFilter({ status: ["failed"], rule: "r" }, NOW)).toEqual({ delivery_status: "failed", rule: "r" });
  });
});

describe("a bulk retry from the list", () => {
  it("is about everything that the list shows, with all of its filters", () => {
    const { search: _search, ...others } = all;
    const filter = toRetryFilter(others, NOW);
    expect(RetryFilter.parse(filter)).toEqual(filter);
    expect(filter).toMatchObject({
      id: all.id,
      connection: all.connection,
      rule: all.rule,
      delivery_status: "failed,canceled",
      created_after: all.from,
      created_before: all.until,
    });
    expect(toRetryFilter({ status: ["canceled"], since: "1h" }, NOW)).toEqual({
      status: "canceled",
      delivery_status: "canceled",
      created_after: new Date(rangeStart("1h", NOW)).toISOString(),
    });
  });

  it("is not offered for what has not ended, or for a search, which is no filter", () => {
    expect(toRetryFilter({ status: ["retrying"] }, NOW)).toBeUndefined();
    expect(toRetryFilter({ status: ["failed", "retrying"] }, NOW)).toBeUndefined();
    expect(toRetryFilter({}, NOW)).toBeUndefined();
    expect(toRetryFilter(all, NOW)).toBeUndefined();
    expect(retryOffer(all)).toBe("search");
    expect(retryOffer({ status: ["failed", "retrying"] })).toBe("mixed");
    expect(retryOffer({ status: ["failed"], matched: false })).toBe("none");
    expect(retryOffer({ status: ["failed"], matched: true })).toBe("offered");
  });
});
