import { spawn } from "node:child_process";
import { once } from "node:events";
import { Builder, By, error, type WebDriver } from "selenium-webdriver";
import { freePort } from "#lib/testing/server/free-port.ts";
import { until } from "#lib/testing/server/until.ts";
import { callText, type Browser, type Place } from "./browser.ts";

export const WEBKIT_DRIVER = "/usr/bin/WebKitWebDriver";
export const MINI_BROWSER = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

const FITS = "return document.documentElement.scrollHeight <= innerHeight";

/** WebKitGTK with its own driver; it has no headless mode, so `display` is that of an Xvfb. */
export async function startWebKit(display: string): Promise<Browser> {
  const port = await freePort();
  const driverProcess = spawn(WEBKIT_DRIVER, ["--host=127.0.0.1", `--port=${port}`], {
    env: { ...process.env, DISPLAY: display },
    stdio: "ignore",
  });
  const driver = await until("the driver of WebKit", () => connect(port).catch(() => undefined));
  // A frame of another site does not scroll its host, and a click outside of the window is lost: so it is a high one.
  await driver.manage().window().setRect({ width: 1280, height: 2_000, x: 0, y: 0 });
  const host = await driver.getWindowHandle();

  const go = async (place: Place): Promise<void> => {
    if (place === "window") {
      const handles = await driver.getAllWindowHandles();
      return driver.switchTo().window(handles.findLast((handle) => handle !== host) ?? host);
    }
    await driver.switchTo().window(host);
    if (place === "frame") await driver.switchTo().frame(await driver.findElement(By.css("iframe")));
  };

  return {
    name: "WebKitGTK",
    version: (await driver.getCapabilities()).getBrowserVersion() ?? "",
    followsColorScheme: false,
    open: async (url) => {
      await go("host");
      await driver.get(url);
    },
    evaluate: async (place, run, ...args) => {
      await go(place);
      return driver.executeScript(`return ${callText(run, args)}`);
    },
    click: async (place, xpath) => {
      const find = async () => {
        await go(place);
        // What is clicked while the frame takes its height is somewhere else by then.
        if (place === "frame" && !(await driver.executeScript(FITS))) return undefined;
        return (await driver.findElements(By.xpath(xpath))).at(0);
      };
      const found = await until(xpath, () => find().catch(unlessGone));
      await driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", found);
      await found.click();
    },
    back: async () => {
      await go("host");
      await driver.navigate().back();
    },
    close: async () => {
      await driver.quit();
      driverProcess.kill();
      await once(driverProcess, "exit");
    },
  };
}

/** A window that opens, and a frame that loads, may be replaced between finding it and looking into it. */
function unlessGone(cause: unknown): undefined {
  const { NoSuchElementError, NoSuchFrameError, NoSuchWindowError } = error;
  if ([NoSuchElementError, NoSuchFrameError, NoSuchWindowError].some((gone) => cause instanceof gone)) return;
  throw cause;
}

function connect(port: number): Promise<WebDriver> {
  return new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: MINI_BROWSER, args: ["--automation"] },
    })
    .build();
}
