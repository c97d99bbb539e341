import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { createAddressPolicy } from "#lib/server/runtime/addresses/address-policy.ts";
import { listen, listenHttp, listenTcp, post, testClient } from "../../testing/egress/servers.ts";
import {
  FORBIDDEN_IPV4,
  FORBIDDEN_IPV6,
  forbiddenHosts,
  ipv6Embeddings,
  trickUrls,
} from "../../testing/egress/ssrf-corpus.ts";
import { checkDestinationUrl } from "./check-url.ts";
import { createGuardedConnector } from "./guarded-connector.ts";

/** Takes every local address of both families, so any connection to this machine is counted. */
const listenCanary = () => listenTcp((socket) => socket.destroy(), "::");
const listenSame = (port: number, host: string) =>
  listen(
    createServer((socket) => socket.destroy()),
    host,
    port,
  );
const noSuchName = () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }));
const strict = createAddressPolicy([]);

describe("the SSRF corpus", () => {
  it("has at least 400 spellings", () => expect(forbiddenHosts().length).toBeGreaterThanOrEqual(400));

  it("connects to none of the spelled hosts, on a port that is open to the public", async () => {
    const canary = await listenCanary();
    const client = testClient({ allowPrivate: [] });
    const reached: string[] = [];
    const saved: string[] = [];
    for (const host of forbiddenHosts()) {
      const url = `https://${host}:${canary.port}/`;
      const result = await client.send(post(url));
      if (result.kind !== "blocked") reached.push(url);
      if (checkDestinationUrl(url, strict).ok) saved.push(url);
    }
    expect({ reached, saved, connections: canary.connections() }).toEqual({
      reached: [],
      saved: [],
      connections: 0,
    });
  });

  it("connects to none of the trick URLs", async () => {
    const canary = await listenCanary();
    const client = testClient({ allowPrivate: [], lookup: noSuchName });
    for (const url of trickUrls(canary.port)) {
      const result = await client.send(post(url));
      expect(["blocked", "network_error"], url).toContain(result.kind);
    }
    expect(canary.connections()).toBe(0);
  });

  it("connects to no forbidden address a public name resolves to", async () => {
    const canary = await listenCanary();
    const answers = [...FORBIDDEN_IPV4, ...FORBIDDEN_IPV6, ...FORBIDDEN_IPV4.flatMap(ipv6Embeddings)];
    let answer = "";
    const client = testClient({
      allowPrivate: [],
      lookup: async () => [answer],
    });
    for (answer of answers) {
      const result = await client.send(post(`https://public.example:${canary.port}/`));
      expect(result.kind, answer).toBe("blocked");
    }
    expect(canary.connections()).toBe(0);
  });

  it("would have counted: the same canary is reached once the operator allows loopback", async () => {
    const canary = await listenCanary();
    const client = testClient({
      allowPrivate: ["127.0.0.0/8", "::1/128"],
    });
    for (const host of ["127.0.0.1", "2130706433", "127.1", "[::1]", "[::ffff:7f00:1]", "localhost"]) {
      await client.send(post(`https://${host}:${canary.port}/`));
    }
    expect(canary.connections()).toBeGreaterThanOrEqual(6);
  });
});

describe("names that change or mix their answers", () => {
  it("judges each connection anew when a name moves to a forbidden address", async () => {
    const canary = await listenHttp((_request, response) => response.end("secret"), "127.0.0.2");
    const good = await listenHttp((_request, response) => response.writeHead(200, { connection: "close" }).end("ok"));
    const answers = [["127.0.0.1"], ["127.0.0.2"]];
    const lookup = async () => answers.shift() ?? [];
    const client = testClient({ allowPrivate: ["127.0.0.1/32"], lookup });
    expect(await client.send(post(`http://rebind.example:${good.port}/`))).toMatchObject({
      body: "ok",
    });
    expect(await client.send(post(`http://rebind.example:${good.port}/`))).toMatchObject({
      kind: "blocked",
    });
    expect(canary.connections()).toBe(0);
  });

  it.each([
    [["127.0.0.1", "127.0.0.2"]],
    [["127.0.0.2", "127.0.0.1"]],
    [["127.0.0.2", "not an address", "::ffff:127.0.0.2", "127.0.0.1", "10.0.0.1"]],
    [[...Array.from({ length: 99 }, (_, index) => `127.0.0.${index + 2}`), "127.0.0.1"]],
  ])("connects to the allowed addresses of a mixed answer and to no other %#", async (answer) => {
    const good = await listenHttp((_request, response) => response.end("good"));
    const canary = await listenSame(good.port, "127.0.0.2");
    const client = testClient({ allowPrivate: ["127.0.0.1/32"], lookup: async () => answer });
    expect(await client.send(post(`http://mixed.example:${good.port}/`))).toMatchObject({ body: "good" });
    expect(canary.connections()).toBe(0);
  });

  it.each([
    [["127.0.0.1", "10.0.0.1"]],
    [["fd00::1", "::ffff:10.0.0.1"]],
    [["64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8"]],
    [["not an address"]],
  ])("refuses an answer without an allowed address %#", async (answer) => {
    const client = testClient({ allowPrivate: [], lookup: async () => answer });
    expect(await client.send(post("https://mixed.example/"))).toEqual({
      kind: "blocked",
      problem: "The destination is not allowed.",
      durationMs: expect.any(Number),
    });
  });

  it.each(["http://public.example/", "https://public.example:6667/"])(
    "keeps %s for destinations of the operator only",
    async (url) => {
      const client = testClient({ lookup: async () => ["8.8.8.8"] });
      expect(await client.send(post(url))).toMatchObject({ kind: "blocked" });
    },
  );

  it.each(["http:", "https:"])(
    "gives up a socket that ended up at another address (%s) before sending",
    async (protocol) => {
      let bytes = 0;
      const canary = await listenTcp((socket) => socket.on("data", (chunk) => (bytes += chunk.length)));
      let judged = 0;
      const policy = { isAllowed: () => judged++ === 0, isOperatorAllowed: () => judged++ === 0 };
      const resolve = async () => ["127.0.0.1"];
      const connect = createGuardedConnector({
        policy,
        resolve,
        connectTimeoutMs: 2_000,
      });
      const port = String(canary.port);
      const error = await new Promise((done) => {
        connect({ protocol, hostname: "public.example", port }, (...[failure]) => done(failure));
      });
      expect(error).toMatchObject({ code: "EGRESS_BLOCKED" });
      expect(bytes).toBe(0);
    },
  );
});

describe("redirects", () => {
  it.each([301, 302, 303, 307, 308])("answers a %i without following it", async (statusCode) => {
    const canary = await listenCanary();
    const location = `http://127.0.0.1:${canary.port}/latest/meta-data`;
    const server = await listenHttp((_request, response) => response.writeHead(statusCode, { location }).end());
    const result = await testClient().send(post(`http://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({ kind: "response", statusCode, headers: { location } });
    expect(canary.connections()).toBe(0);
  });
});
