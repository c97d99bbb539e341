import type { Page, Route } from "@playwright/test";

const API = /\/api\/v1\/(?!session$)/;
const ERROR = {
  message: "Internal Server Error",
  error: { name: "InternalServerError", message: "Something went wrong" },
};

/** Every read but that of the session is answered with 500. */
export function failReads(page: Page): Promise<void> {
  return onReads(page, (route) =>
    route.fulfill({
      status: 500,
      headers: { "x-request-id": "req_0192f3a4" },
      contentType: "application/json",
      body: JSON.stringify(ERROR),
    }),
  );
}

/** Every read but that of the session stays without an answer. */
export function stallReads(page: Page): Promise<void> {
  return onReads(page, () => Promise.resolve());
}

/** Every read but that of the session waits for its answer until it is released. */
export async function holdReads(page: Page): Promise<{ release: () => Promise<void> }> {
  const released = Promise.withResolvers<void>();
  await onReads(page, async (route) => {
    await released.promise;
    await route.fallback();
  });
  return {
    release: async () => {
      released.resolve();
      await page.unrouteAll({ behavior: "wait" });
    },
  };
}

async function onReads(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.route(API, (route) => (route.request().method() === "GET" ? answer(route) : route.fallback()));
}

/** The workspace opens at this path instead of a launch page. */
export async function launchAt(page: Page, path: string): Promise<void> {
  await page.route("**/backend/session", async (route) => {
    const response = await route.fetch();
    const session = (await response.json()) as { launch_url: string };
    const url = new URL(session.launch_url);
    const wanted = new URL(path, url);
    wanted.searchParams.set("launch", url.searchParams.get("launch") ?? "");
    await route.fulfill({ response, json: { ...session, launch_url: wanted.href } });
  });
}
