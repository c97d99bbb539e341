import { until } from "#lib/testing/server/until.ts";
import type { Backend } from "../support/backend.ts";
import { translate } from "../support/translator.ts";
import { control, rowLink, type Browser, type Place } from "./browser.ts";
import type { Gateway } from "./gateway.ts";

export type Scene = {
  browser: Browser;
  backend: Backend;
  gateway: Gateway;
  openHost: (query: string) => Promise<void>;
  /** As if every launch so far had been opened longer ago than it may be opened again. */
  ageLaunches: () => Promise<unknown>;
};
export type Journey = { name: string; run: (scene: Scene) => Promise<void> };

const PAGES = ["Dashboard", "Connections", "Rules", "Events"];

const readText = (browser: Browser, place: Place) =>
  browser.evaluate(place, () => document.body.textContent.replaceAll(/\s+/g, " "));

async function see(browser: Browser, text: string | RegExp, place: Place = "frame", timeoutMs = 60_000): Promise<void> {
  let last = "";
  const isSeen = async () => {
    last = await readText(browser, place).catch(() => "");
    return typeof text === "string" ? last.includes(text) : text.test(last);
  };
  await until(`${String(text)} in the ${place}`, isSeen, timeoutMs).catch((cause: unknown) => {
    throw new Error(`${String(cause)}; there was: ${last.slice(0, 600)}`, { cause });
  });
}

const heading = (browser: Browser, name: string) =>
  until(`the page ${name}`, () =>
    browser
      .evaluate("frame", (wanted) => document.querySelector("h1")?.textContent === wanted, name)
      .catch(() => false),
  );

async function goTo(browser: Browser, name: string): Promise<void> {
  await browser.click("frame", `//nav${control(name)}`);
  await heading(browser, name);
}

/** From now on, whatever the console of the frame complains about. */
const watchProblems = (browser: Browser) =>
  browser.evaluate("frame", () => {
    const problems: string[] = [];
    Object.assign(window, { problems });
    addEventListener("error", (event) => problems.push(event.message));
    const error = console.error.bind(console);
    console.error = (...parts: unknown[]) => {
      problems.push(parts.map(String).join(" "));
      error(...parts);
    };
  });

async function expectNoProblems(browser: Browser): Promise<void> {
  const problems = await browser.evaluate("frame", () => (window as unknown as { problems: string[] }).problems);
  if (problems.length > 0) throw new Error(`The console complained: ${problems.join("\n")}`);
}

const narrow = (browser: Browser, width: string) =>
  browser.evaluate(
    "host",
    (value) => {
      const frame = document.querySelector("iframe");
      if (frame) frame.style.width = value;
    },
    width,
  );

/** How far the content of the frame sticks out, and what does. */
const overflow = (browser: Browser) =>
  browser.evaluate("frame", () => {
    const wide = document.documentElement.clientWidth;
    const by = document.documentElement.scrollWidth - wide;
    if (by <= 0) return "";
    const out = Array.from(document.body.querySelectorAll("*")).filter(
      (element) => element.getBoundingClientRect().right > wide + 0.5,
    );
    return `${by} px: ${out.map((element) => `${element.localName}.${element.getAttribute("class")}`).join(" | ")}`;
  });

/** Texts that the style of WCAG 1.4.12 has cut off or pushed out of the frame, and that were whole before. */
function cutBySpacing(): string[] {
  const cut = () =>
    new Set(
      Array.from(document.body.querySelectorAll<HTMLElement>("*")).filter((element) => {
        const { overflowX, position } = getComputedStyle(element);
        if (element.textContent.trim() === "" || element.clientWidth <= 1 || position === "absolute") return false;
        if (element.getBoundingClientRect().right > document.documentElement.clientWidth + 1) return true;
        const isCutting = overflowX !== "visible" || element.localName === "td" || element.localName === "th";
        return (
          isCutting &&
          (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        );
      }),
    );
  const before = cut();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const found = [...cut()].filter((element) => !before.has(element));
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  return found.map((element) => `${element.localName}.${element.getAttribute("class")}: ${element.textContent.trim()}`);
}

async function fill({ backend }: Scene): Promise<void> {
  await backend.demo();
  const refusing = await backend.connect("CRM hook", "/wheel.svg");
  await backend.rule({ connection: refusing, event: "invoice.paid" });
  await backend.reached(await backend.emit(), "completed");
  await backend.reached(await backend.emit({ event: "invoice.paid" }), "failed");
}

function translated(isContinuous: boolean): Journey {
  return {
    name: isContinuous ? "a page that is translated as it changes" : "a page that was translated once",
    run: async ({ browser, backend, openHost }) => {
      const again = () => (isContinuous ? Promise.resolve() : browser.evaluate("frame", translate, false));
      await backend.demo();
      await backend.receiver("500");
      await openHost("page=events");
      await see(browser, "No events yet");
      await watchProblems(browser);
      await browser.evaluate("frame", translate, isContinuous);
      await backend.emit();
      await see(browser, "Retrying");
      await again();
      await browser.click("frame", rowLink("booking.created"));
      await see(browser, /Not delivered after 2 attempts\. Next attempt in \d+ s/);
      await again();
      await backend.receiver("200");
      await browser.click("frame", control("Retry now"));
      await see(browser, "Delivered after 3 attempts.");
      await goTo(browser, "Connections");
      await again();
      await browser.click("frame", control("Pause Order desk webhook"));
      await browser.click("frame", control("Pause connection"));
      await see(browser, "Inactive");
      await again();
      await browser.click("frame", control("Resume Order desk webhook"));
      await browser.click("frame", control("Resume connection"));
      await until("Active again", async () => !(await readText(browser, "frame")).includes("Inactive"));
      await expectNoProblems(browser);
    },
  };
}

/** What must hold in every engine. */
export const JOURNEYS: readonly Journey[] = [
  {
    name: "the workspace is launched, takes its height, and follows what happens",
    run: async ({ browser, backend, openHost }) => {
      await backend.demo();
      await openHost("page=events");
      await see(browser, "No events yet");
      await backend.emitMany(60);
      await see(browser, "Delivered");
      await until("a frame as high as its content", () =>
        browser.evaluate("host", () => (document.querySelector("iframe")?.clientHeight ?? 0) > 1_500),
      );
    },
  },
  translated(false),
  translated(true),
  {
    name: "an account is connected in a window, in translated pages",
    run: async ({ browser, openHost }) => {
      await openHost("page=connections");
      await see(browser, "No connections yet");
      await watchProblems(browser);
      await browser.evaluate("frame", translate, true);
      await browser.click("frame", control("Slack"));
      await browser.click("frame", control("Connect Slack"));
      await browser.click("window", control("Continue to Slack"));
      await see(browser, "Give access", "window");
      await browser.evaluate("window", translate, true);
      await browser.click("window", control("Linden Street Cycles"));
      await browser.click("window", control("Agree"));
      await see(browser, "is connected to Linden Street Cycles");
      await expectNoProblems(browser);
    },
  },
  {
    name: "at 320 pixels nothing sticks out",
    run: async (scene) => {
      const { browser, openHost } = scene;
      await fill(scene);
      await openHost("");
      await see(browser, "invoice.paid");
      await narrow(browser, "320px");
      for (const name of PAGES) {
        await goTo(browser, name);
        await see(browser, /booking\.created|Order desk/);
        const found = await overflow(browser);
        if (found !== "") throw new Error(`${name} sticks out by ${found}`);
      }
    },
  },
  ...[320, 1_280].map((width): Journey => ({
    name: `more space between letters, words and lines cuts nothing off at ${width} pixels`,
    run: async (scene) => {
      const { browser, openHost } = scene;
      await fill(scene);
      await openHost("");
      await see(browser, "invoice.paid");
      await narrow(browser, `${width}px`);
      const found: string[] = [];
      for (const name of PAGES) {
        await goTo(browser, name);
        await see(browser, /booking\.created|Order desk/);
        found.push(...(await browser.evaluate("frame", cutBySpacing)).map((text) => `${name}: ${text}`));
      }
      await browser.click("frame", rowLink("invoice.paid"));
      await see(browser, "Journey");
      await see(browser, "#1");
      found.push(...(await browser.evaluate("frame", cutBySpacing)).map((text) => `Event: ${text}`));
      if (found.length > 0) throw new Error(`Cut off:\n${found.join("\n")}`);
    },
  })),
  {
    name: "Back goes through the pages of the workspace, one by one",
    run: async (scene) => {
      const { browser, openHost } = scene;
      await fill(scene);
      await openHost("");
      await heading(browser, "Dashboard");
      await see(browser, "invoice.paid");
      await goTo(browser, "Rules");
      await goTo(browser, "Events");
      await browser.click("frame", rowLink("invoice.paid"));
      await see(browser, "Journey");
      for (const name of ["Events", "Rules", "Dashboard"]) {
        await browser.back();
        await heading(browser, name);
      }
    },
  },
  ...["require-corp", "credentialless"].flatMap((coep) =>
    ["", "&coop=same-origin"].map((coop): Journey => ({
      name: `a host page with the embedder policy ${coep}${coop === "" ? "" : " that is isolated"} shows the workspace`,
      run: async ({ browser, backend, openHost }) => {
        await backend.demo();
        await openHost(`page=events&coep=${coep}${coop}`);
        await see(browser, "No events yet");
        await backend.emit();
        // By script: Firefox's driver loses clicks on a frame that has a process of its own.
        const follow = () => {
          const link = document.querySelector<HTMLElement>("a[data-row-link]");
          link?.click();
          return link !== null;
        };
        await until("the event in the list", () => browser.evaluate("frame", follow));
        await see(browser, "Journey");
      },
    })),
  ),
  ...[true, false].map((isMoved): Journey => ({
    name: isMoved ? "a frame that is moved in its page opens anew" : "a frame that is reloaded alone opens anew",
    run: async ({ browser, backend, openHost, ageLaunches }) => {
      await backend.demo();
      await openHost("page=connections");
      await see(browser, "Order desk webhook");
      await browser.evaluate("frame", () => void Object.assign(window, { isFirst: true }));
      if (isMoved) {
        await ageLaunches();
        await browser.evaluate("host", () =>
          document.querySelector(".frames")?.append(document.querySelector(".frame-card") ?? ""),
        );
      } else {
        await browser.evaluate("frame", () => void setTimeout(() => location.reload()));
      }
      const isNew = () => browser.evaluate("frame", () => document.readyState === "complete" && !("isFirst" in window));
      await until("another document", () => isNew().catch(() => false));
      await see(browser, "Order desk webhook");
    },
  })),
  {
    name: "a part that did not come is asked for again, and nothing typed is lost",
    run: async ({ browser, backend, gateway, openHost }) => {
      await backend.demo();
      await openHost("page=connections");
      await see(browser, "Order desk webhook");
      gateway.close();
      await browser.click("frame", control("Delete Order desk webhook"));
      await see(browser, "Part of this page has not loaded yet.");
      gateway.open();
      await see(browser, "4 rules are deleted with it");
      await until("no note", async () => !(await readText(browser, "frame")).includes("has not loaded yet"));
    },
  },
  {
    name: "the workspace is as dark as its host says, where the engine passes that on",
    run: async ({ browser, openHost }) => {
      await openHost("");
      await heading(browser, "Dashboard");
      for (const scheme of ["dark", "light"]) {
        await browser.evaluate(
          "host",
          (value) => {
            const frame = document.querySelector("iframe");
            if (frame) frame.style.colorScheme = value;
          },
          scheme,
        );
        const isDark = scheme === "dark" && browser.followsColorScheme;
        await until(`a workspace that is ${isDark ? "dark" : "light"}`, () =>
          browser.evaluate("frame", (wanted) => matchMedia("(prefers-color-scheme: dark)").matches === wanted, isDark),
        );
      }
    },
  },
  {
    name: "a frame below the fold has its height before anybody scrolls to it",
    run: async ({ browser, backend, openHost }) => {
      await backend.demo();
      await backend.emitMany(60);
      await openHost("page=events&autostart=0");
      await browser.evaluate("host", () => {
        const slot = document.querySelector<HTMLElement>(".frame-slot");
        if (slot) slot.style.marginTop = "4000px";
        const start = Array.from(document.querySelectorAll("button")).find(
          ({ textContent }) => textContent === "New session",
        );
        start?.click();
      });
      await until("a frame as high as its content", () =>
        browser.evaluate("host", () => (document.querySelector("iframe")?.clientHeight ?? 0) > 1_500),
      );
    },
  },
];
