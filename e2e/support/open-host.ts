import type { Frame, FrameLocator, Locator, Page } from "@playwright/test";
import type { Language } from "#lib/i18n/languages.ts";

export type HostQuery = {
  role?: "member" | "admin" | "owner";
  type?: "workspace" | "resource" | "dashboard";
  page?: "dashboard" | "connections" | "rules" | "events";
  resource?: string;
  resource_id?: string;
  ttl?: number;
  scopes?: string;
  allowed_origins?: string;
  look?: "standard" | "host" | "light" | "dark";
  language?: Language;
  frames?: number;
  autostart?: 0 | 1;
  coep?: "require-corp" | "credentialless";
  coop?: "same-origin";
};

type LogEntry = Window["meshesLog"][number];

export type Host = {
  page: Page;
  /** What is inside the first iframe. */
  workspace: FrameLocator;
  /** What is inside the iframe with this title. */
  titled(title: string): FrameLocator;
  iframe: Locator;
  /** The present document in the first iframe; another one after a new launch. */
  frame(): Promise<Frame>;
  /** Messages between page and workspaces so far, as the page saw them. */
  log(): Promise<LogEntry[]>;
  /** How often a message of this type came in (or went out). */
  count(type: string, direction?: "in" | "out"): Promise<number>;
  /** Waits until the frame keeps its height for some animation frames, and answers with it. */
  settle(): Promise<number>;
  /** What the page's backend minted last, as the page got it. */
  session(): HostSession;
};

type HostSession = { session_id: string; launch_url: string; access_token: string };

/** Opens the company's page, which embeds the workspace. */
export async function openHost(page: Page, url: string): Promise<Host> {
  const minted: HostSession[] = [];
  page.on("response", (response) => {
    if (!response.url().endsWith("/backend/session") || !response.ok()) return;
    void response.json().then((session: HostSession) => minted.push(session));
  });
  await page.goto(url);
  const iframe = page.getByTitle("Integrations", { exact: true });
  const titled = (title: string) => page.getByTitle(title, { exact: true }).contentFrame();
  const log = () => page.evaluate(() => window.meshesLog);
  return {
    page,
    iframe,
    titled,
    workspace: titled("Integrations"),
    frame: async () => {
      const frame = await (await iframe.elementHandle())?.contentFrame();
      if (!frame) throw new Error("There is no frame");
      return frame;
    },
    log,
    count: async (type, direction = "in") =>
      (await log()).filter((entry) => entry.type === type && entry.direction === direction).length,
    settle: () => iframe.evaluate(settled),
    session: () => {
      const session = minted.at(-1);
      if (session === undefined) throw new Error("No session was minted yet");
      return session;
    },
  };
}

function settled(frame: HTMLElement): Promise<number> {
  return new Promise((resolve) => {
    let height = frame.clientHeight;
    let calm = 0;
    const look = () => {
      calm = frame.clientHeight === height ? calm + 1 : 0;
      height = frame.clientHeight;
      if (calm > 20) resolve(height);
      else requestAnimationFrame(look);
    };
    look();
  });
}

export function hostUrl(origin: string, query: HostQuery, path = "/"): string {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  return `${origin}${path}?${search}`;
}
