import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser } from "@playwright/test";
import { requirePort } from "#lib/testing/server/free-port.ts";
import type { BenchContext } from "../lib/benchmark.ts";
import { withPage } from "./browser.ts";
import { clickAt, firstRowAt, onlyFrame, watchFirstRow } from "./first-row.ts";
import { slowDown } from "./slow-down.ts";

const host = (frameUrl: string) => `<!doctype html><title>Host</title><link rel="icon" href="data:,">
<button onclick="document.body.append(Object.assign(document.createElement('iframe'), { src: '${frameUrl}' }))">Open</button>`;
const EMPTY = `<!doctype html><title>Empty</title><p>Row</p>`;

/** Two sites like host and workspace, without anything in them: what a browser takes for an empty iframe. */
export async function startFloor(bench: BenchContext): Promise<string> {
  const server = createServer((request, response) => {
    const html = request.url === "/empty" ? EMPTY : host(`http://localhost:${requirePort(server.address())}/empty`);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  }).listen(0);
  await once(server, "listening");
  bench.stopper.add("empty site", async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${requirePort(server.address())}/`;
}

/** Milliseconds from the click to the paint of the frame's only line. */
export function openEmpty(browser: Browser, url: string, slowDownRate: number): Promise<number> {
  return withPage(browser, async (page) => {
    await watchFirstRow(page, "p");
    await page.goto(url, { waitUntil: "networkidle" });
    await slowDown(page, slowDownRate);
    const clickedAt = await clickAt(page, "Open");
    return (await firstRowAt(await onlyFrame(page))) - clickedAt;
  });
}
