import { HttpError, jsonReply, ownOrigin, readJson } from "./http.ts";
import { isRecord, pick } from "./json.ts";
import type { MeshesApi } from "./meshes-api.ts";
import { type Route, defineRoute } from "./route.ts";
import { sessionRequest } from "./session-request.ts";

const SESSION = "/backend/session/(?<id>[A-Za-z0-9_-]{1,128})";

/** Mint, refresh, revoke. A real backend also checks that the session belongs to the signed-in user. */
export function sessionRoutes(api: MeshesApi, workspaceId: string): Route[] {
  return [
    defineRoute("POST", "/backend/session", async ({ request }) => {
      const body = sessionRequest(await readJson(request), workspaceId, ownOrigin(request.headers));
      const session = await api({ method: "POST", path: "/sessions", body });
      return jsonReply(200, answerWith(session, ["session_id", "launch_url", "access_token", "expires_in"]));
    }),
    defineRoute("POST", `${SESSION}/refresh`, async ({ params }) => {
      const session = await api({ method: "POST", path: `/sessions/${params["id"]}/refresh` });
      return jsonReply(200, answerWith(session, ["session_id", "access_token", "expires_in"]));
    }),
    defineRoute("POST", `${SESSION}/revoke`, async ({ params }) => {
      return jsonReply(200, await api({ method: "DELETE", path: `/sessions/${params["id"]}` }));
    }),
  ];
}

/** The page gets what it needs and nothing else. */
function answerWith(session: unknown, keys: readonly string[]) {
  if (!isRecord(session)) throw new HttpError(502, "The Meshes API answered without a session.");
  return pick(session, keys);
}
