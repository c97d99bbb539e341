import { readPublishableKey } from "#lib/testing/api/factories.ts";
import { expect, test } from "./fixtures.ts";

type Call = { method: string; headers: Record<string, string>; body?: string };
/** Without a status when the browser let the page see nothing. */
type Seen = { status?: number; headers?: Record<string, string>; body?: string };

test("a page of any site sends events with a publishable key, and reaches nothing else", async ({
  backend,
  outsider,
  page,
  stack,
  watch,
}) => {
  watch.origins.add(outsider.url);
  watch.expected.push(/blocked by CORS policy/, /Failed to load resource/);
  outsider.show("<p>A shop</p>");
  await page.goto(outsider.url);
  const call = (path: string, options: Call): Promise<Seen> =>
    page.evaluate(
      async ([url, init]) => {
        try {
          const response = await fetch(url, init);
          const { status, headers } = response;
          return { status, headers: Object.fromEntries(headers), body: await response.text() };
        } catch {
          return {};
        }
      },
      [`${stack.url}/api/v1${path}`, options] as const,
    );

  const key = await readPublishableKey(backend.api, backend.workspaceId);
  const headers = { "x-meshes-publishable-key": key, "content-type": "application/json", "x-meshes-client": "shop" };
  const body = JSON.stringify({ event: "order.paid", payload: { id: "1042" } });
  const once = { method: "POST", headers: { ...headers, "idempotency-key": "order 1042" }, body };
  const first = await call("/events", once);
  const again = await call("/events", once);
  expect(first).toMatchObject({ status: 201, headers: { "x-request-id": expect.any(String) } });
  expect(again).toMatchObject({ status: 201, headers: { "idempotent-replayed": "true" } });
  expect(again.body).toBe(first.body);

  expect(await call("/events/bulk", { method: "POST", headers, body: `[${body},{}]` })).toMatchObject({ status: 207 });
  expect(await call("/events", { method: "POST", headers, body: "{}" })).toMatchObject({ status: 400 });
  expect(await call("/events", { method: "POST", headers: {}, body })).toMatchObject({ status: 401 });

  for (const path of ["/workspaces", "/events", `/workspaces/${backend.workspaceId}/events`, "/session"])
    expect(await call(path, { method: "GET", headers })).toEqual({});
  expect(await call("/sessions", { method: "POST", headers, body: "{}" })).toEqual({});
});
