import { createServer, type Server } from "node:http";
import { afterAll, describe, expect } from "vitest";
import { AttemptsPage, ResponseDetails } from "#lib/contracts/attempts.ts";
import { ok } from "#lib/testing/api/answers.ts";
import { inTurn, type DeliveryFixture } from "#lib/testing/api/delivery-fixture.ts";
import { makeRule, makeWebhook } from "#lib/testing/api/factories.ts";
import { it } from "#lib/testing/server/test.ts";

afterAll(() => raw.forEach((listener) => listener.close()));

const raw: Server[] = [];

const KEPT_BYTES = 16 * 1024;

/** An endpoint that answers exactly these bytes. */
async function answering(bytes: Buffer, headers: Record<string, string> = {}, status = 400): Promise<string> {
  const listener = createServer((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(bytes);
  });
  raw.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : undefined}/hook`;
}

async function detailsOfFirst(fixture: DeliveryFixture, eventId: string) {
  const [first] = await fixture.attempts(eventId);
  if (first === undefined) throw new Error("There is no attempt");
  return fixture.details(first);
}

describe.concurrent("response details", () => {
  it("are kept for an attempt that was not delivered", async ({ fixture }) => {
    fixture.receiver.behave(inTurn({ status: 500, headers: { "x-trace": "t1" }, body: "oh no" }, { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    const details = await detailsOfFirst(fixture, id);
    expect(details).toMatchObject({ status_code: 500, headers: { "x-trace": "t1" }, body: "oh no", truncated: false });
    expect(details.request).toMatchObject({ method: "POST", url: fixture.receiver.url });
    expect(JSON.parse(details.request.body)).toMatchObject({ uuid: id });
  });

  it("are kept for a delivered attempt, too", async ({ fixture }) => {
    fixture.receiver.behave(() => ({ status: 202, headers: { "x-trace": "t2" }, body: "thanks" }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    const details = await detailsOfFirst(fixture, id);
    expect(details).toMatchObject({ status_code: 202, headers: { "x-trace": "t2" }, body: "thanks", truncated: false });
    expect(details.request).toMatchObject({ method: "POST", url: fixture.receiver.url });
    expect(JSON.parse(details.request.body)).toMatchObject({ uuid: id });
  });

  it("are kept for each delivery of an event that has several", async ({ fixture }) => {
    const { receiver, api, workspace } = fixture;
    const second = await makeRule(api, await makeWebhook(api, workspace, { url: receiver.url }));
    receiver.behave(() => ({ status: 200, body: "thanks" }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    for (const rule of [fixture.rule.id, second.id]) {
      const path = `/events/${id}/rules/${rule}/attempts`;
      const [attempt] = ok(await api.send("GET", path), AttemptsPage).records;
      const details = ok(await api.send("GET", `${path}/${attempt?.id}/response-details`), ResponseDetails);
      expect(details).toMatchObject({ status_code: 200, body: "thanks" });
    }
  });

  it("are kept without a status when there was no answer", async ({ fixture }) => {
    fixture.receiver.behave(inTurn("drop", { status: 200 }));
    const id = await fixture.emit();
    await fixture.until(id, "completed");
    const details = await detailsOfFirst(fixture, id);
    expect(details).not.toHaveProperty("status_code");
    expect(details).toMatchObject({ headers: {}, body: "" });
  });

  it("hold at most 16 KiB of each body and say so", async ({ fixtures }) => {
    const url = await answering(Buffer.alloc(KEPT_BYTES + 1, "a"));
    const fixture = await fixtures.open({ metadata: { url } });
    const id = await fixture.emit({ payload: { text: "é".repeat(40_000) } });
    await fixture.until(id, "failed");
    const details = await detailsOfFirst(fixture, id);
    expect(details.truncated).toBe(true);
    expect(details.body).toBe("a".repeat(KEPT_BYTES));
    expect(Buffer.byteLength(details.request.body)).toBeLessThanOrEqual(KEPT_BYTES);
  });

  it("hold a body of exactly 16 KiB whole", async ({ fixtures }) => {
    const url = await answering(Buffer.alloc(KEPT_BYTES, "b"));
    const fixture = await fixtures.open({ metadata: { url } });
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect(await detailsOfFirst(fixture, id)).toMatchObject({ truncated: false, body: "b".repeat(KEPT_BYTES) });
  });

  it.for([
    ["NUL", Buffer.from("a\0b")],
    ["a NUL escape in JSON", Buffer.from('{"a":"\\u0000"}')],
    ["half a surrogate pair in UTF-8", Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62])],
    ["an escaped lone surrogate in JSON", Buffer.from('{"a":"\\ud800"}')],
    ["bytes that are not UTF-8", Buffer.from([0xff, 0xfe, 0x00, 0xc3])],
    ["backslashes, quotes and braces", Buffer.from('\\\\{"},{"NULL",\\')],
    ["a byte order mark", Buffer.from("\ufeffbom")],
  ] as const)("of a body with %s are recorded", async ([_name, bytes], { fixtures }) => {
    const fixture = await fixtures.open({ metadata: { url: await answering(bytes, { "x-odd": 'é\\"{}' }) } });
    const id = await fixture.emit();
    await fixture.until(id, "failed");
    expect(await fixture.attempts(id)).toHaveLength(1);
    expect((await detailsOfFirst(fixture, id)).body).not.toContain("\0");
  });

  it("of a request whose cut falls inside a character are recorded", async ({ fixtures }) => {
    const fixture = await fixtures.open({ metadata: { url: await answering(Buffer.from("no")) } });
    const ids = await Promise.all(
      ["", "a", "bb", "ccc"].map((pad) => fixture.emit({ payload: { text: `${pad}${"😀".repeat(10_000)}` } })),
    );
    for (const id of ids) {
      await fixture.until(id, "failed");
      expect((await detailsOfFirst(fixture, id)).request.body.isWellFormed()).toBe(true);
    }
  });

  it.for([
    ["failed", 400],
    ["completed", 200],
  ] as const)("of an attempt that %s never hold a credential", async ([status, code], { server, fixtures }) => {
    const auth = {
      auth_scheme: "bearer",
      auth_token: "canary-token-1",
      hmac_algorithm: "sha256",
      hmac_secret: "canary-hmac-1",
    };
    const echo = Buffer.from(JSON.stringify({ got: "Bearer canary-token-1", and: "canary-hmac-1" }));
    const headers = { "set-cookie": "canary-cookie=1", "x-echo": "canary-token-1" };
    const url = await answering(echo, headers, code);
    const fixture = await fixtures.open({ metadata: { url: `${url}?token=canary-token-2`, ...auth } });
    const id = await fixture.emit();
    await fixture.until(id, status);
    expect(JSON.stringify(await detailsOfFirst(fixture, id))).not.toContain("canary");
    const { rows } = await server.database.pool.query<{ text: string }>(
      "select row_to_json(d)::text as text from attempt_details d",
    );
    expect(rows.map(({ text }) => text).join("\n")).not.toContain("canary");
  });
});
