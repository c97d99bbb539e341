import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import { readJsonBody } from "#lib/server/api/read-body.ts";
import { portOf } from "../lib/free-port.ts";
import { readInput, tell } from "../lib/parent.ts";

/** The product's HTTP stack with nothing behind it: Hono, its Node adapter, the body read as JSON, an answer of the usual size. */
readInput(z.object({}));
const BODY = JSON.stringify({
  event: {
    id: "01936d2e-7c4b-7f3a-9a51-2f6b8c0d4e17",
    type: "event",
    event: "contact.created",
    workspace: "01936d2e-7c4b-7f3a-9a51-2f6b8c0d4e18",
    resource: "global",
    created_by: "Default publishable key",
    created_at: "2026-01-01T00:00:00.000Z",
  },
});

const BODY_BYTES_MAX = 256 * 1024;

const api = new Hono<{ Bindings: HttpBindings }>();
api.post("/api/v1/events", async (c) => {
  await readJsonBody(c.env.incoming, BODY_BYTES_MAX);
  return new Response(BODY, { status: 201, headers: { "Content-Type": "application/json" } });
});
const listener = getRequestListener(api.fetch, { errorHandler: () => undefined });
const server = createServer((request, response) => void listener(request, response));
server.listen(0, "localhost");
await once(server, "listening");
tell({ url: `http://localhost:${portOf(server.address())}/api/v1/events` });
