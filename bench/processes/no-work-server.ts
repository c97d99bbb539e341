import { once } from "node:events";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { z } from "zod";
import type { Principal } from "#lib/server/domain/tenancy/principal.ts";
import { createApi } from "#lib/server/http/api-app.ts";
import type { AppContext } from "#lib/server/http/app-context.ts";
import { routes } from "#lib/server/http/routes/routes.ts";
import { createLog } from "#lib/server/runtime/log.ts";
import { requirePort } from "#lib/testing/server/free-port.ts";
import { readInput, tell } from "../lib/parent.ts";

/**
 * The product's HTTP stack with nothing behind it: its routes, middleware, body reading, validation and answers, and an
 * ingest that accepts at once without storing. What is missing against the product is the durable work.
 */
readInput(z.object({}));

const scope = {
  organizationId: "4f8b3a52-9d0e-4c6f-8a51-2f6b8c0d4e16",
  workspaceId: "01936d2e-7c4b-7f3a-9a51-2f6b8c0d4e18",
  resourceScope: undefined,
};
const principal: Principal = { kind: "publishable", actor: "Default publishable key", scope };

const api = createApi({
  app: acceptOnly(),
  authenticator: { authenticate: () => Promise.resolve(principal) },
  routes: routes.filter(({ isIngest }) => isIngest),
});

/** Ingest asks nothing else of the application when the key names the workspace. */
function acceptOnly(): AppContext {
  const context: Partial<AppContext> = {
    log: createLog("warn"),
    ingest: {
      accept: () => Promise.resolve(),
      acceptOnce: () => Promise.reject(new Error("The benchmark sends no keys")),
      requireDiskRoom: () => undefined,
    },
  };
  return context as AppContext;
}

const listener = getRequestListener(api.fetch, { errorHandler: () => undefined });
const server = createServer((request, response) => void listener(request, response));
server.listen(0, "localhost");
await once(server, "listening");
tell({ url: `http://localhost:${requirePort(server.address())}/api/v1/events` });
