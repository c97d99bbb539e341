import { describe, expect, it } from "vitest";
import type { Retry, RetryFilter } from "#lib/contracts/retries.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";
import { retriesTexts } from "#lib/i18n/texts/retries.ts";
import { englishFormats as formats, englishOf } from "#lib/testing/english.ts";
import {
  filterFacts,
  isWorthStarting,
  outcomeSentence,
  previewSentence,
  skipTexts,
  statusSentence,
} from "./retry-words.ts";

const t = englishOf(retriesTexts);
const common = englishOf(commonTexts);

const preview = (matching: number, retryable: number, isExact = true) => ({
  matching,
  retryable,
  is_exact: isExact,
  skipped: matching - retryable,
  skip_reasons: [],
});

describe("what a bulk retry is about", () => {
  it("is said condition by condition, and no condition is left out", () => {
    const filter = {
      id: "e1",
      event: "order.paid",
      resource: "shop",
      resource_id: "7",
      status: "failed" as const,
      delivery_status: "failed" as const,
      connection: "c1",
      rule: "r1",
      problem_id: "p1",
      outcome_code: "timeout" as const,
      created_after: "2026-11-30T10:00:00Z",
      created_before: "2026-11-30T11:00:00Z",
      event_ids: ["e1", "e2"],
    } satisfies Required<RetryFilter>;
    const facts = filterFacts(filter, { connection: "Team chat", formats, common }, t);
    expect(facts).toHaveLength(Object.keys(filter).length);
    expect(facts.join("\n")).toContain("to the connection Team chat");
    expect(filterFacts({}, { connection: undefined, formats, common }, t)).toEqual(["Deliveries that failed"]);
  });
});

describe("what a bulk retry would do", () => {
  it.each([
    [preview(0, 0), "No delivery matches this filter.", false],
    [preview(1, 1), "1 delivery can be retried.", true],
    [preview(5, 3), "3 of 5 deliveries can be retried.", true],
    [preview(1, 0), "1 delivery, which cannot be retried now.", false],
    [preview(2, 0), "2 deliveries, none of which can be retried now.", false],
    [preview(10_000, 9_000, false), "More than 10,000 deliveries; counting stopped there.", true],
    [
      preview(0, 0, false),
      "There are too many to count in advance. Matching deliveries are found while the retry runs.",
      true,
    ],
  ])("%j is said in words", (found, words, isWorth) => {
    expect(previewSentence(found, t)).toBe(words);
    expect(isWorthStarting(found)).toBe(isWorth);
  });

  it("names each reason to skip with its number", () => {
    const skip_reasons = [
      { reason: "rule_deleted" as const, count: 1_200 },
      { reason: "connection_inactive" as const, count: 1 },
      { reason: "status_changed" as const, count: 1 },
      { reason: "status_changed" as const, count: 2 },
    ];
    expect(skipTexts({ skip_reasons }, t)).toEqual([
      "1,200 because the rule was deleted",
      "1 because the connection is inactive",
      "1 because it was retried in another way first",
      "2 because they were retried in another way first",
    ]);
  });
});

describe("how a bulk retry stands", () => {
  const retry: Retry = {
    id: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55",
    workspace: "0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a56",
    filter: { status: "failed" },
    status: "running",
    matching: 5,
    is_exact: true,
    retried: 2,
    skipped: 0,
    skip_reasons: [],
    created_by: "test",
    created_at: "2026-01-01T00:00:00.000Z",
  };
  const none = { pending: 0, processing: 0, retrying: 0, completed: 0, failed: 0, canceled: 0 };

  it("is said of every status, and does not claim an end that was not counted", () => {
    expect(statusSentence(retry, t)).toBe("Retried 2 of 5 deliveries…");
    expect(statusSentence({ ...retry, is_exact: false }, t)).toBe("Retried 2…");
    expect(statusSentence({ ...retry, status: "completed" }, t)).toBe("Done. 2 deliveries retried.");
    expect(statusSentence({ ...retry, status: "canceled" }, t)).toBe("Stopped after 2 deliveries.");
  });

  it("never calls delivered what was only started again", () => {
    expect(outcomeSentence(retry, formats, t)).toBeUndefined();
    expect(outcomeSentence({ ...retry, deliveries: none }, formats, t)).toBeUndefined();
    expect(
      outcomeSentence(
        { ...retry, deliveries: { ...none, pending: 1, processing: 1, completed: 3, failed: 1 } },
        formats,
        t,
      ),
    ).toBe("Of these: 3 delivered, 2 in progress, 1 failed again.");
  });
});
