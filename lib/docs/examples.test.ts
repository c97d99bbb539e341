import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CreatedSession, RefreshedSession } from "#lib/contracts/sessions.ts";
import { prepareFolder, readDocs, type DocBlock } from "#lib/testing/api/doc-examples.ts";
import { makeExampleFixture, type ExampleFixture } from "#lib/testing/api/example-fixture.ts";
import { emit, makeRule, makeWebhook, untilEnded } from "#lib/testing/api/factories.ts";
import { differenceFrom } from "#lib/testing/api/like.ts";
import { startReceiver, type Receiver } from "#lib/testing/api/receiver.ts";
import { runExample } from "#lib/testing/api/run-example.ts";
import { serveExample } from "#lib/testing/api/serve-example.ts";
import { freePort } from "#lib/testing/server/free-port.ts";
import { startTestServer, type TestServer } from "#lib/testing/server/test-server.ts";
import { until } from "#lib/testing/server/until.ts";

const docs = readDocs();
const pages = docs.filter(({ blocks }) => blocks.some(isExecuted));

let server: TestServer;
let receiver: Receiver;
let folder: string;

beforeAll(async () => {
  server = await startTestServer({
    MESHES_EMBED_ORIGINS: "https://app.example.com",
    // With the limits that a reader meets.
    MESHES_RATE_LIMIT_MANAGEMENT: "",
  });
  receiver = await startReceiver();
  receiver.behave(({ path }) => ({ status: path.endsWith("/refuses") ? 500 : 200 }));
  folder = mkdtempSync(join(tmpdir(), "meshes-docs-"));
});
afterAll(async () => {
  await server.close();
  await receiver.close();
  rmSync(folder, { recursive: true, force: true });
});

function isExecuted({ info }: DocBlock): boolean {
  return "run" in info || "file" in info;
}

/** A file that another example reads, or a program that is started by a test of its own below. */
function isPartOfAnother({ info }: DocBlock): boolean {
  return !("run" in info);
}

function isExample({ language }: DocBlock): boolean {
  return language === "bash" || language === "js";
}

describe("every example", () => {
  it("is executed, or says why it cannot be", () => {
    const silent = docs
      .flatMap(({ blocks }) => blocks)
      .filter((block) => isExample(block) && !isExecuted(block) && (block.info["norun"] ?? "") === "");
    expect(silent.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });

  it("is in a language that can be executed when it is marked so", () => {
    const strange = docs.flatMap(({ blocks }) => blocks).filter((block) => "run" in block.info && !isExample(block));
    expect(strange.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });

  it("has the curl that it calls", () => {
    expect(execFileSync("curl", ["--version"], { encoding: "utf8" })).toMatch(/^curl \d/);
  });

  it("answers in JSON that is JSON", () => {
    for (const { page, line, language, code } of docs.flatMap(({ blocks }) => blocks)) {
      if (language === "json") expect(() => JSON.parse(code), `${page}:${line}`).not.toThrow();
    }
  });
});

describe("the examples of a page do what it says", () => {
  it.each(pages.map((file) => [file.page, file] as const))("%s", { timeout: 120_000 }, async (_, file) => {
    const world = await makeExampleFixture(server, receiver);
    const place = placeOf(file.page);
    for (const [index, block] of file.blocks.entries()) {
      if (!isPartOfAnother(block)) await execute(block, file.blocks[index + 1], world, place, index);
    }
  });
});

describe("the programs that serve", () => {
  it("are all started here", () => {
    const served = docs.flatMap(({ blocks }) => blocks).flatMap(({ info }) => info["serve"] ?? []);
    expect(served.toSorted()).toEqual(["host", "receiver"]);
  });

  it("receiver.js takes what the server signed, once, and nothing else", async () => {
    const tenant = await server.tenant();
    const api = server.as(tenant);
    const port = await freePort("127.0.0.1");
    const connection = await makeWebhook(api, tenant.workspaceId, { url: `http://127.0.0.1:${port}/` });
    await makeRule(api, connection);
    const secret = String(connection.metadata["signing_secret"]);
    const receiver = await serveExample("receiver.js", placeOf("webhooks.md"), { WEBHOOK_SECRET: secret }, port);
    try {
      const forged = { "webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" };
      expect((await fetch(receiver.url, { method: "POST", headers: forged, body: "{}" })).status).toBe(400);
      const event = await emit(api, tenant.workspaceId);
      expect((await untilEnded(api, event.id)).status).toBe("completed");
      const blocks = docs.find(({ page }) => page === "webhooks.md")?.blocks ?? [];
      const expected = blocks[blocks.findIndex(({ info }) => info["serve"] === "receiver") + 1]?.code;
      await until("the receiver to say what it got", () => receiver.output() === expected);
    } finally {
      await receiver.stop();
    }
  });

  it("host.js serves the page, mints sessions and refreshes them", async () => {
    const world = await makeExampleFixture(server, receiver);
    const port = await freePort("127.0.0.1");
    const host = await serveExample("host.js", placeOf("embed/quickstart.md"), await world.read(new Set()), port);
    try {
      expect(await (await fetch(host.url)).text()).toContain("meshes:auth");
      const minted = await fetch(`${host.url}/integrations/session`, { method: "POST" });
      const session = CreatedSession.parse(await minted.json());
      const path = `/integrations/session/${session.session_id}/refresh`;
      const refreshed = await fetch(host.url + path, { method: "POST" });
      expect(RefreshedSession.parse(await refreshed.json()).session_id).toBe(session.session_id);
      expect(host.output()).toBe("");
    } finally {
      await host.stop();
    }
  });
});

/** Each page has a folder of its own, made when it is first needed. */
function placeOf(page: string): string {
  const place = join(folder, page.replaceAll("/", "-"));
  if (!existsSync(place)) prepareFolder(place);
  return place;
}

async function execute(
  block: DocBlock,
  following: DocBlock | undefined,
  world: ExampleFixture,
  place: string,
  index: number,
): Promise<void> {
  const at = `${block.page}:${block.line}`;
  const file = `block-${index}.js`;
  if (block.language === "js") writeFileSync(join(place, file), block.code);
  const variables = await world.read(new Set(block.code.match(/[A-Z][A-Z_]+/g)));
  const language = block.language === "bash" ? "bash" : "js";
  const result = await runExample(language, block.code, { folder: place, file, variables });
  expect(result.exitCode, `${at}\n${result.stdout}${result.stderr}`).toBe(0);
  const answer = following !== undefined && "answer" in following.info ? following : undefined;
  if (process.env["SHOW_EXAMPLES"] !== undefined) console.log(at, result.statuses, result.stdout);
  if (result.statuses.length > 0) {
    const expected = Number(block.info["status"] ?? answer?.info["status"] ?? 200);
    expect(result.statuses.at(-1), `${at}\n${result.stdout}${result.stderr}`).toBe(expected);
  }
  if (answer !== undefined) compare(answer, result.stdout);
  saveValue(block, result.stdout, world);
}

function compare({ page, line, language, code }: DocBlock, stdout: string): void {
  const isJson = language === "json";
  const difference = isJson
    ? differenceFrom(JSON.parse(code), JSON.parse(stdout))
    : differenceFrom(code.trim(), stdout.trim());
  expect(difference, `${page}:${line}\n${stdout}`).toBeUndefined();
}

/** `save=CONNECTION_ID:connection.id`: what a reader would copy from the answer. */
function saveValue(block: DocBlock, stdout: string, world: ExampleFixture): void {
  const { save } = block.info;
  if (save === undefined) return;
  for (const part of save.split(",")) {
    const [name = "", path = ""] = part.split(":");
    let value: unknown = path === "" ? stdout.trim() : JSON.parse(stdout);
    for (const key of path === "" ? [] : path.split(".")) value = new Map(Object.entries(Object(value))).get(key);
    expect(typeof value, `${block.page}:${block.line} answers ${path}`).toBe("string");
    world.save(name, String(value));
  }
}
