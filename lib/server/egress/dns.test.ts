import { webcrypto } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startDns } from "../../testing/egress/dns-server.ts";
import { createDns, parseHosts } from "./dns.ts";

const V6 = "2001:db8:0:0:0:0:0:1";
const hostsFile = join(mkdtempSync(join(tmpdir(), "egress-hosts-")), "hosts");
writeFileSync(hostsFile, "127.0.0.1 localhost\n10.1.2.3\tReceiver.internal-name receiver # of the operator\n");

describe("look-ups", () => {
  it("answer the addresses of both families, and of one alone", async () => {
    const { server } = await startDns({
      "both.example": { addresses: ["8.8.8.8", "8.8.4.4", V6], ttl: 60 },
      "four.example": { addresses: ["8.8.8.8"], ttl: 60 },
    });
    const lookup = createDns({ servers: [server], hostsFile });
    expect((await lookup("both.example")).toSorted()).toEqual(["2001:db8::1", "8.8.4.4", "8.8.8.8"]);
    expect(await lookup("four.example")).toEqual(["8.8.8.8"]);
  });

  it.each([
    ["unknown.example", "ENOTFOUND"],
    ["none.example", "ENODATA"],
    ["refused.example", "EAI_FAIL"],
  ])("say what is wrong with %s: %s", async (name, code) => {
    const { server } = await startDns({ "none.example": { addresses: [], ttl: 60 }, "refused.example": "refused" });
    await expect(createDns({ servers: [server], hostsFile })(name)).rejects.toMatchObject({ code });
  });

  it("are kept for as long as their TTL says, and a TTL of 0 not at all", async () => {
    const { server, questions } = await startDns({
      "kept.example": { addresses: ["8.8.8.8"], ttl: 60 },
      "fresh.example": { addresses: ["8.8.8.8"], ttl: 0 },
    });
    const lookup = createDns({ servers: [server], hostsFile });
    for (let n = 0; n < 3; n += 1) {
      await lookup("kept.example");
      await lookup("fresh.example");
    }
    expect(questions.filter((question) => question === "kept.example A")).toHaveLength(1);
    expect(questions.filter((question) => question === "fresh.example A")).toHaveLength(3);
  });

  it("ask the hosts file first, in any case of letters, and no server then", async () => {
    const { server, questions } = await startDns({});
    const lookup = createDns({ servers: [server], hostsFile });
    expect(await lookup("receiver")).toEqual(["10.1.2.3"]);
    expect(await lookup("receiver.INTERNAL-name")).toEqual(["10.1.2.3"]);
    expect(questions).toEqual([]);
  });

  it("of names that nobody answers for keep nothing else of the process waiting", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `dead-${index}.example`);
    const { server, questions } = await startDns(Object.fromEntries(names.map((name) => [name, "silent" as const])));
    const lookup = createDns({ servers: [server], hostsFile });
    let answered = 0;
    const all = names.map((name) => lookup(name).catch(() => (answered += 1)));
    await expect.poll(() => new Set(questions).size).toBeGreaterThanOrEqual(40);
    // Both wait for a thread of the pool; with `getaddrinfo` they would wait for the dead names.
    await webcrypto.subtle.digest("SHA-256", new Uint8Array(64));
    expect(answered).toBe(0);
    await Promise.all(all);
    expect(answered).toBe(40);
  }, 40_000);
});

describe("the hosts file", () => {
  it("is read as hosts(5) says, whatever stands in it", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/);
    const space = fc.constantFrom(" ", "\t", "   ");
    fc.assert(
      fc.property(fc.ipV4(), fc.uniqueArray(name, { minLength: 1 }), space, fc.string(), (ip, names, gap, noise) => {
        const text = `# ${noise.replaceAll(/[\r\n]/g, "")}\r\nnonsense a b\n${gap}${ip}${gap}${names.join(gap)} # x y\n`;
        expect(Object.fromEntries(parseHosts(text))).toEqual(Object.fromEntries(names.map((one) => [one, [ip]])));
        parseHosts(noise);
      }),
    );
  });
});
