import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listenRaw, post, testClient } from "../../testing/egress/servers.ts";
import { readHead } from "./response.ts";

const at = (server: { port: number }) => post(`http://127.0.0.1:${server.port}/`);
const lines = (...all: string[]) => `${all.join("\r\n")}\r\n`;

describe("a status line that was read", () => {
  it.each([
    ["half the headers", "HTTP/1.1 200 OK\r\nx-whole: 1\r\nx-a", ""],
    ["half the body", lines("HTTP/1.1 200 OK", "x-whole: 1", "content-length: 10", "", "half").trimEnd(), "half"],
    ["half a chunk", lines("HTTP/1.1 200 OK", "x-whole: 1", "transfer-encoding: chunked", "", "a", "half"), /^half/],
  ])("counts when the connection is closed or reset after %s", async (_name, answer, body) => {
    for (const end of ["end", "reset"] as const) {
      const result = await testClient().send(at(await listenRaw(answer, end)));
      expect(result).toMatchObject({ kind: "response", statusCode: 200, cut: "network", headers: { "x-whole": "1" } });
      // A reset may overtake what was sent before it.
      if (end === "end")
        expect(result).toHaveProperty("body", typeof body === "string" ? body : expect.stringMatching(body));
    }
  });

  it.each([
    ["two different lengths", lines("HTTP/1.1 200 OK", "content-length: 1", "content-length: 2", "", "ab")],
    ["a length and chunks", lines("HTTP/1.1 200 OK", "content-length: 1", "transfer-encoding: chunked", "", "0", "")],
    ["a length that is no number", lines("HTTP/1.1 200 OK", "content-length: many", "", "ab")],
    ["a length too long", lines("HTTP/1.1 200 OK", `content-length: ${"9".repeat(40)}`, "", "ab")],
    ["an unknown coding", lines("HTTP/1.1 200 OK", "transfer-encoding: gzip, nonsense", "", "ab")],
    ["a chunk without a size", lines("HTTP/1.1 200 OK", "transfer-encoding: chunked", "", "zz", "ab", "0", "")],
    ["a line without a colon", lines("HTTP/1.1 200 OK", "nonsense", "", "")],
    ["a header with a space before its colon", lines("HTTP/1.1 200 OK", "x-a : 1", "", "")],
    ["a folded header", lines("HTTP/1.1 200 OK", "x-a: 1", " 2", "", "")],
    ["a header with a control character", lines("HTTP/1.1 200 OK", "x-a: \u0001", "", "")],
    ["bare line feeds", "HTTP/1.1 200 OK\ncontent-length: 0\n\n"],
    ["no reason", lines("HTTP/1.1 200", "content-length: 0", "", "")],
    ["two spaces", lines("HTTP/1.1  200 OK", "content-length: 0", "", "")],
    ["HTTP/1.0", lines("HTTP/1.0 200 OK", "", "ab")],
    ["small letters", lines("http/1.1 200 ok", "content-length: 0", "", "")],
    ["more bytes than it announced", lines("HTTP/1.1 200 OK", "content-length: 2", "", "abcdefgh")],
    ["40 kB of headers", lines("HTTP/1.1 200 OK", `x: ${"a".repeat(40_000)}`, "content-length: 0", "", "")],
    ["more headers than are read", lines("HTTP/1.1 200 OK", `x: ${"a".repeat(200_000)}`, "content-length: 0", "", "")],
  ])("counts with %s", async (_name, raw) => {
    const server = await listenRaw(raw, "end");
    expect(await testClient().send(at(server))).toMatchObject({ kind: "response", statusCode: 200 });
  });

  it("brings the headers that a strict parser never came to, for what they mean", async () => {
    const server = await listenRaw(
      lines("HTTP/1.1 429 Slow", "nonsense", "Retry-After: 120", "content-length: 1", "", ""),
    );
    const result = await testClient().send(at(server));
    expect(result).toMatchObject({ statusCode: 429, headers: { "retry-after": "120" } });
  });

  it("is the one behind interim responses, and no other", async () => {
    const interim = lines("HTTP/1.1 103 Early", "link: </a>", "");
    const server = await listenRaw(interim + lines("HTTP/1.1 503 Busy", "nonsense", "Retry-After: 9", "", ""));
    expect(await testClient().send(at(server))).toMatchObject({ statusCode: 503, headers: { "retry-after": "9" } });
  });

  it("leaves no connection behind that could answer the next request with the rest", async () => {
    const forged = lines("HTTP/1.1 200 OK", "content-length: 6", "", "forged").trimEnd();
    const server = await listenRaw(lines("HTTP/1.1 202 OK", "content-length: 1", "content-length: 2", "", forged));
    const client = testClient();
    for (let n = 0; n < 3; n += 1) expect(await client.send(at(server))).toMatchObject({ statusCode: 202 });
    expect(server.connections()).toBe(3);
  });
});

describe("the head of a response, read leniently", () => {
  const token = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
  const value = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
  const status = fc.integer({ min: 200, max: 999 });

  it("has every header of a good response, whatever surrounds it", () => {
    fc.assert(
      fc.property(
        status,
        fc.uniqueArray(fc.tuple(token, value), { selector: ([name]) => name.toLowerCase() }),
        fc.constantFrom("\r\n", "\n"),
        fc.string(),
        (code, headers, eol, rest) => {
          const raw = [`HTTP/1.1 ${code} Any`, ...headers.map(([name, text]) => `${name}: ${text}`), "", rest].join(
            eol,
          );
          const wanted = headers
            .map(([name, text]): [string, string] => [name.toLowerCase(), text])
            .filter(([name]) => name !== "set-cookie");
          expect(readHead(Buffer.from(raw, "latin1"))).toEqual({
            statusCode: code,
            headers: Object.fromEntries(wanted),
          });
        },
      ),
    );
  });

  it("has the status as soon as its line is whole, and never a header that is not", () => {
    fc.assert(
      fc.property(status, fc.nat(), (code, cut) => {
        const raw = `HTTP/1.1 ${code} Any\r\nRetry-After: 120\r\nx-b: 2\r\n\r\nbody`;
        const part = raw.slice(0, cut % (raw.length + 1));
        const head = readHead(Buffer.from(part));
        expect(head?.statusCode).toBe(part.includes("\n") ? code : undefined);
        expect(head?.headers["retry-after"]).toBe(head !== null && part.split("\n").length > 2 ? "120" : undefined);
      }),
    );
  });

  it("takes any bytes", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ maxLength: 200 }).map((tail) => Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\n"), tail])),
    );
    fc.assert(
      fc.property(bytes, (raw) => {
        const head = readHead(raw);
        for (const [name, text] of Object.entries(head?.headers ?? {}))
          expect(`${name}${text}`).not.toMatch(/[\r\n]{2}/);
      }),
    );
  });

  it.each([
    "",
    "hello\r\n",
    "SSH-2.0-x\r\n",
    "HTTP/2 200\r\n",
    "HTTP/1.1 20 OK\r\n",
    "HTTP/1.1 2000 OK\r\n",
    "HTTP/1.1 101 X\r\n\r\nHTTP/1.1 200 OK\r\n",
  ])("finds no status in %j", (raw) => expect(readHead(Buffer.from(raw))).toBeNull());

  it("needs time that grows with the length only", () => {
    const shapes = ["HTTP/1.1 200 ", "HTTP/1.1 103 a\r\n", "HTTP/1.1 200 OK\r\n ", "\r\n", "a: ", "\t"];
    for (const shape of shapes) {
      const startedAt = performance.now();
      readHead(Buffer.from(`HTTP/1.1 200 OK\r\n${shape.repeat(131_072 / shape.length)}`));
      readHead(Buffer.from(shape.repeat(131_072 / shape.length)));
      expect(performance.now() - startedAt, JSON.stringify(shape)).toBeLessThan(1_000);
    }
  });
});
