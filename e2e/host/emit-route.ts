import { HttpError, jsonReply, readJson } from "./http.ts";
import { recordAt, textAt } from "./json.ts";
import type { ApiCall, MeshesApi } from "./meshes-api.ts";
import { type Route, defineRoute } from "./route.ts";
import { HOME_SHOP, sampleEvent } from "./sample-events.ts";

const COUNT_MAX = 100;

/** `{event, count?, via?: "machine" | "publishable"}`: one event by `/events`, several by `/events/bulk`. */
export function emitRoute(api: MeshesApi, workspaceId: string): Route {
  let sequence = 0;
  return defineRoute("POST", "/backend/emit", async ({ request }) => {
    const asked = await readJson(request);
    const count = countOf(asked["count"]);
    const events = Array.from({ length: count }, () => sample(textAt(asked, "event"), sequence++, count === 1));
    const credential = asked["via"] === "publishable" ? { publishableKey: await publishableKey() } : {};
    const items = events.map((event) => (credential.publishableKey ? event : { ...event, workspace: workspaceId }));
    const call: ApiCall = { method: "POST", path: count === 1 ? "/events" : "/events/bulk", ...credential };
    return jsonReply(201, await api({ ...call, body: count === 1 ? items[0] : items }));
  });

  async function publishableKey(): Promise<string> {
    const workspace = await api({ method: "GET", path: `/workspaces/${workspaceId}` });
    const key = textAt(recordAt(workspace, "publishable_key"), "public_key");
    if (key === undefined) throw new HttpError(502, "The workspace has no publishable key.");
    return key;
  }
}

function countOf(value: unknown): number {
  if (value === undefined) return 1;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= COUNT_MAX) return value;
  throw new HttpError(400, `count must be a whole number from 1 to ${COUNT_MAX}`);
}

/** A single event is always at the home shop, so that every demo rule sees it. */
function sample(name: string | undefined, sequence: number, isSingle: boolean) {
  const event = sampleEvent(name ?? "", sequence);
  if (event === undefined) throw new HttpError(400, `Not a sample event: ${name ?? "(none)"}`);
  return isSingle ? { ...event, resource_id: HOME_SHOP } : event;
}
