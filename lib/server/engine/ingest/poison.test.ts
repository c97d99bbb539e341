import fc from "fast-check";
import { describe, expect } from "vitest";
import { BulkResult, EventCreated, EventWithPayload } from "#lib/contracts/events.ts";
import { badRequest, ok } from "#lib/testing/api/answers.ts";
import { it as base } from "#lib/testing/server/test.ts";

const it = base.extend("send", ({ fixture: { api, workspace } }) => (payload: string) => {
  return api.send("POST", "/events", `{"workspace":"${workspace}","event":"user.signup","payload":${payload}}`);
});

const nested = (depth: number) => `${'{"a":'.repeat(depth)}{}${"}".repeat(depth)}`;
const nestedArrays = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;

const POISON: [name: string, payload: string][] = [
  ["a NUL escape", '{"a":"\\u0000","\\u0000":1}'],
  ["lone surrogates", '{"a":"\\ud800","\\udfff":"\\udc00\\ud800"}'],
  ["__proto__", '{"__proto__":{"x":1},"constructor":{"prototype":{"y":2}}}'],
  ["numbers beyond double", '{"a":1e400,"b":-1e400,"c":123456789012345678901234567890,"d":1e-400}'],
  ["a number with many digits", `{"a":${"9".repeat(5_000)}}`],
  ["duplicate keys", '{"a":1,"a":2}'],
  ["empty keys", '{"":{"":[]}}'],
  ["no keys", "{}"],
  ["deep nesting", nested(500)],
  ["deeper nesting", nested(2_000)],
  ["nesting near the stack's end", nested(5_000)],
  ["nesting beyond the stack", nested(40_000)],
  ["nested arrays beyond the stack", nestedArrays(120_000)],
  ["quotes, backslashes and array syntax", '{"a":"\\\\\\"{},NULL\\\\","b":"{\\"x\\"}"}'],
  ["control characters", '{"a":"\\u0001\\u001f\\u007f\\u0085\\u2028"}'],
  ["almost 256 KiB", `{"a":"${"x".repeat(250_000)}"}`],
  ["many keys", `{${Array.from({ length: 20_000 }, (_item, index) => `"k${index}":${index}`).join(",")}}`],
];

describe("a poisonous payload", () => {
  it.for(POISON)(
    "with %s is taken or refused alone, and never breaks its neighbours",
    async ([_name, payload], { fixture, send }) => {
      const healthy = '{"email":"ann@example.com"}';
      const answers = await Promise.all([healthy, payload, healthy, payload, healthy].map(send));
      const statuses = answers.map(({ status }) => status);
      expect([statuses[0], statuses[2], statuses[4]]).toEqual([201, 201, 201]);
      expect([201, 400, 413]).toContain(statuses[1]);
      expect(statuses[3]).toBe(statuses[1]);
      for (const answer of answers.filter(({ status }) => status === 201)) {
        const { event } = EventCreated.parse(answer.body);
        const ended = await fixture.until(event.id, "completed").catch(async () => fixture.delivery(event.id));
        expect(ended.status).toBe("completed");
      }
    },
  );

  it("may nest to 200 levels; what nests deeper is refused by name, also in a bulk request", async ({
    fixture,
    send,
  }) => {
    const levels = (depth: number) => [nested(depth - 1), `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`];
    for (const payload of levels(200)) ok(await send(payload), EventCreated, 201);
    for (const payload of levels(201)) {
      const { error } = badRequest(await send(payload), "payload");
      expect(error.data).toEqual([{ param: "payload", msg: "Nested too deeply: at most 200 levels" }]);
    }
    const items = [...levels(200), ...levels(201)].map(
      (payload) => `{"workspace":"${fixture.workspace}","event":"user.signup","payload":${payload}}`,
    );
    const { records } = ok(await fixture.api.send("POST", "/events/bulk", `[${items.join(",")}]`), BulkResult, 207);
    expect(records.map((record) => ("error" in record ? record.error.data?.[0]?.param : "accepted"))).toEqual([
      "accepted",
      "accepted",
      "[2].payload",
      "[3].payload",
    ]);
  });

  it("that was refused leaves nothing behind", async ({ server, send }) => {
    expect((await send(nested(40_000))).status).toBe(400);
    const { rows } = await server.database.pool.query(
      'select from events where payload::text like \'%{"a":{"a":{"a":{"a":%\' and length(payload::text) > 150000',
    );
    expect(rows).toHaveLength(0);
  });
});

describe("any payload", () => {
  it("is stored and delivered as it was sent", async ({ fixture, send }) => {
    const key = fc.string({ unit: "binary" }).map((text) => `k${text}`);
    const payload = fc.dictionary(key, fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(payload, { minLength: 1, maxLength: 8 }), async (payloads) => {
        const texts = payloads.map((item) => JSON.stringify(item));
        const answers = await Promise.all(texts.map(send));
        for (const [index, answer] of answers.entries()) {
          const { event } = ok(answer, EventCreated, 201);
          const stored = ok(await fixture.api.send("GET", `/events/${event.id}/payload`), EventWithPayload);
          expect(JSON.stringify(stored.payload)).toBe(texts[index]);
          await fixture.until(event.id, "completed");
          const sent = fixture.receiver.received.filter(({ body }) => body.includes(event.id));
          expect(sent).toHaveLength(1);
          expect(JSON.stringify(JSON.parse(sent[0]?.body ?? "").payload)).toBe(texts[index]);
        }
      }),
      { numRuns: 15 },
    );
  });
});
