import puppeteer, { type Frame, type Page } from "puppeteer-core";
import { until } from "#lib/testing/server/until.ts";
import { callText, type Browser, type Place } from "./browser.ts";

export const FIREFOX = "/usr/bin/firefox-esr";

/** Firefox speaks WebDriver BiDi itself, without a driver beside it. */
export async function startFirefox(): Promise<Browser> {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });

  const newest = async (): Promise<Page> =>
    until("a window beside the host's page", async () => {
      const others = (await browser.pages()).filter((other) => other !== page && other.url().startsWith("http"));
      return others.at(-1);
    });
  const frame = (): Promise<Frame> =>
    until("the workspace's frame", () =>
      page.frames().find((found) => found !== page.mainFrame() && found.url().includes("/workspace")),
    );
  const resolvePlace = (place: Place): Promise<Page | Frame> => {
    if (place === "window") return newest();
    return place === "frame" ? frame() : Promise.resolve(page);
  };

  return {
    name: "Firefox",
    version: await browser.version(),
    followsColorScheme: true,
    open: async (url) => void (await page.goto(url)),
    evaluate: async <A extends readonly unknown[], R>(place: Place, run: (...args: A) => R, ...args: A) =>
      (await (await resolvePlace(place)).evaluate(callText(run, args))) as R,
    click: async (place, xpath) => {
      const target = await resolvePlace(place);
      const found = await until(xpath, async () => (await target.$(`::-p-xpath(${xpath})`)) ?? undefined);
      await found.scrollIntoView();
      await found.click();
    },
    back: async () => page.evaluate(() => history.back()),
    close: () => browser.close(),
  };
}
