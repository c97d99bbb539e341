import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen, listenHttp, listenRaw, listenTcp, post, testClient } from "../../testing/egress/servers.ts";

const http = (server: { port: number }) => post(`http://127.0.0.1:${server.port}/`);

function failWith(code: string): () => Promise<never> {
  return () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code} 10.0.0.1`), { code }));
}

describe("network errors", () => {
  it.each([
    ["ENOTFOUND", "The host name was not found in DNS."],
    ["EAI_AGAIN", "DNS did not answer for the host name."],
    ["EAI_FAIL", "DNS failed for the host name."],
  ])("says in words what DNS answered: %s", async (code, problem) => {
    const result = await testClient({ lookup: failWith(code) }).send(post("https://gone.example/"));
    expect(result).toEqual({
      kind: "network_error",
      code,
      problem,
      isSent: false,
      durationMs: expect.any(Number),
      timings: {},
    });
  });

  it("reports a name without addresses", async () => {
    const result = await testClient({ lookup: async () => [] }).send(post("https://empty.example/"));
    expect(result).toMatchObject({ kind: "network_error", code: "ENODATA", isSent: false });
  });

  it.each(["127.0.0.1", "two.example"])("reports a refused connection to %s", async (host) => {
    const server = await listenTcp(() => undefined);
    const free = await listenTcp(() => undefined, "127.0.0.3");
    const client = testClient({ lookup: async () => ["127.0.0.4", "127.0.0.5"] });
    const port = host === "127.0.0.1" ? free.port : server.port;
    const result = await client.send(post(`http://${host}:${port}/`));
    const problem = "The destination refused the connection (IPv4).";
    expect(result).toMatchObject({ kind: "network_error", code: "ECONNREFUSED", problem, isSent: false });
  });

  it("tries the next address when the first refuses", async () => {
    const server = await listenHttp((_request, response) => response.end("second"));
    const client = testClient({ lookup: async () => ["127.0.0.6", "127.0.0.1"] });
    expect(await client.send(post(`http://two.example:${server.port}/`))).toMatchObject({
      body: "second",
    });
  });

  it("reports a reset before the response", async () => {
    const server = await listenTcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await testClient().send(http(server))).toMatchObject({
      kind: "network_error",
      code: "ECONNRESET",
      isSent: true,
    });
  });

  it("knows that nothing was sent when the connection is reset before it can be used", async () => {
    const server = await listenTcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const result = await testClient().send(post(`https://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({ kind: "network_error", code: "ECONNRESET", isSent: false });
  });

  it("knows that nothing was sent when no connection is free in time, and that something was when it broke off", async () => {
    const server = await listenTcp((socket) => socket.once("data", () => setTimeout(() => socket.destroy(), 600)));
    const client = testClient({ maxConnectionsPerOrigin: 1 });
    const [first, second] = await Promise.all([
      client.send(http(server)),
      client.send({ ...http(server), timeoutMs: 200 }),
    ]);
    expect(first).toMatchObject({ kind: "network_error", isSent: true });
    expect(second).toMatchObject({ kind: "busy" });
  });

  it.each([
    ["nothing", ""],
    ["half the status line", "HTTP/1.1 20"],
    ["a response that is not the last one", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"],
  ])("reports a connection closed after %s", async (_name, answer) => {
    const server = await listenRaw(answer, "end");
    const result = await testClient().send(http(server));
    const problem = "The destination closed the connection without a response.";
    expect(result).toMatchObject({ kind: "network_error", problem, isSent: true });
  });

  it("tells a reset without an answer from one while the connection is opened", async () => {
    const server = await listenTcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const client = testClient();
    expect(await client.send(http(server))).toHaveProperty(
      "problem",
      "The destination reset the connection without a response.",
    );
    expect(await client.send(post(`https://127.0.0.1:${server.port}/`))).toHaveProperty(
      "problem",
      "The destination reset the connection.",
    );
  });

  it("never shows an address in a problem", async () => {
    const server = await listenTcp((socket) => socket.resetAndDestroy());
    const result = await testClient().send(http(server));
    expect(JSON.stringify(result)).not.toMatch(/127\.|10\.0/);
  });
});

const hasOpenssl = (() => {
  try {
    return execFileSync("openssl", ["version"]).length > 0;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasOpenssl)("TLS (skipped when there is no openssl to make certificates)", () => {
  const trustedBefore = getCACertificates("default");
  const folder = mkdtempSync(join(tmpdir(), "egress-tls-"));
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const read = (name: string) => readFileSync(join(folder, name));

  const EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const newKey = (name: string) => [...EC, "-keyout", `${name}.key`];

  /** `-days` may be negative when a CA signs, which is how the expired one is made. */
  function issue(
    name: string,
    host: string,
    days: number,
    { by = "ca", extensions = [] as readonly string[] } = {},
  ): void {
    const all = [`subjectAltName=DNS:${host.replaceAll(" ", "-")}`, ...extensions];
    const added = all.flatMap((extension) => ["-addext", extension]);
    openssl("req", ...newKey(name), "-out", `${name}.csr`, "-subj", `/CN=${host}`, ...added);
    const signer = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial", "-copy_extensions", "copyall"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...signer, "-days", String(days), "-out", `${name}.pem`);
  }

  beforeAll(() => {
    openssl(
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-keyout",
      "ca.key",
      "-out",
      "ca.pem",
      "-subj",
      "/CN=Test CA",
      "-days",
      "2",
    );
    issue("good", "receiver.example", 2);
    issue("other", "other.example", 2);
    issue("expired", "receiver.example", -1);
    issue("middle", "Test Intermediate", 2, { extensions: ["basicConstraints=critical,CA:TRUE"] });
    const published = "authorityInfoAccess=caIssuers;URI:http://ca.example/middle.der";
    issue("chained", "receiver.example", 2, { by: "middle", extensions: [published] });
    setDefaultCACertificates([...trustedBefore, read("ca.pem").toString()]);
  });
  afterAll(() => {
    setDefaultCACertificates(trustedBefore);
    rmSync(folder, { recursive: true });
  });

  async function sendTo(name: string, chain: readonly string[] = []) {
    const cert = Buffer.concat([`${name}.pem`, ...chain].map(read));
    const server = createServer({ key: read(`${name}.key`), cert }, (request, response) => {
      response.end(`${request.httpVersion} ${request.headers.host}`);
    });
    const { port } = await listen(server);
    const client = testClient({ lookup: async () => ["127.0.0.1"] });
    return { port, result: await client.send(post(`https://receiver.example:${port}/`)) };
  }

  it.each([
    [[], "the certificate of the issuer “Test Intermediate” is missing"],
    [["middle.pem"], undefined],
  ])("names the intermediate certificate that the server forgot to send %#", async (sent, problem) => {
    const { result } = await sendTo("chained", sent);
    if (problem === undefined) return expect(result).toMatchObject({ kind: "response", statusCode: 200 });
    expect(result).toMatchObject({ kind: "network_error", code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
    expect(result).toHaveProperty("problem", expect.stringContaining(problem));
    expect(result).toHaveProperty("problem", expect.stringContaining("published at http://ca.example/middle.der"));
  });

  it("delivers with HTTP/1.1 to a trusted certificate", async () => {
    const { port, result } = await sendTo("good");
    expect(result).toMatchObject({
      kind: "response",
      statusCode: 200,
      body: `1.1 receiver.example:${port}`,
    });
  });

  it.each([
    ["other", "ERR_TLS_CERT_ALTNAME_INVALID", "The TLS certificate of the destination is for another host name."],
    ["expired", "CERT_HAS_EXPIRED", "The TLS certificate of the destination has expired."],
    ["ca", "ERR_TLS_CERT_ALTNAME_INVALID", "The TLS certificate of the destination is for another host name."],
  ])("refuses the certificate %s with %s", async (name, code, problem) => {
    expect((await sendTo(name)).result).toMatchObject({ kind: "network_error", code, problem });
  });

  it("refuses a self-signed certificate", async () => {
    openssl(
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-keyout",
      "self.key",
      "-out",
      "self.pem",
      "-subj",
      "/CN=receiver.example",
      "-days",
      "2",
    );
    const problem = "The TLS certificate of the destination is self-signed.";
    expect((await sendTo("self")).result).toMatchObject({
      kind: "network_error",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      problem,
    });
  });

  it("reports a destination that does not speak TLS", async () => {
    const server = await listenRaw("HTTP/1.1 400 Bad Request\r\n\r\n");
    const result = await testClient().send(post(`https://127.0.0.1:${server.port}/`));
    expect(result).toMatchObject({
      kind: "network_error",
      problem: "The TLS handshake with the destination failed.",
    });
  });
});
