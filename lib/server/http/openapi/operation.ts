import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiParameters } from "zod-openapi";
import { IdParam } from "#lib/contracts/primitives.ts";
import type { Route } from "../route.ts";
import { headersOf, LIMITED } from "./headers.ts";
import { refusalsOf } from "./refusals.ts";
import { securityOf } from "./security.ts";

const SUCCESS: Record<number, string> = { 200: "Success", 201: "Created", 202: "Accepted", 207: "Some were refused" };

export function operationOf(route: Route): ZodOpenApiOperationObject {
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.isExtension === true ? { "x-extension": true } : {}),
    ...sessionCapability(route),
    security: securityOf(route.access),
    ...requestParams(route),
    ...requestBody(route),
    responses: { ...successes(route), ...refusalsOf(route) },
  };
}

/** What a session must be able to do, as `GET /session` lists it. */
function sessionCapability({ access }: Route) {
  if (access.session === undefined || access.session === "any") return {};
  return { "x-session-capability": access.session };
}

function requestParams({ path, query, requestHeaders }: Route): { requestParams?: ZodOpenApiParameters } {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
  if (names.length === 0 && query === undefined && requestHeaders === undefined) return {};
  const requestParams = {
    ...(names.length === 0 ? {} : { path: z.object(Object.fromEntries(names.map((name) => [name, pathParam(name)]))) }),
    ...(query === undefined ? {} : { query }),
    ...(requestHeaders === undefined ? {} : { header: requestHeaders }),
  };
  return { requestParams };
}

/** Session ids are the only ones that are no UUIDs. */
function pathParam(name: string): z.ZodType {
  return name === "session_id"
    ? z
        .string()
        .min(1)
        .meta({ examples: ["sess_0199a3c2-7d5e-7b1a-9c4f-2f6f0d1e8a55"] })
    : IdParam;
}

function requestBody({ body, bodyShape = body, bodyBytesMax }: Route): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (body === undefined || bodyShape === undefined) return {};
  const required = !bodyShape.safeParse({}).success;
  const description = `At most ${bodyBytesMax / 1024} KiB.`;
  return { requestBody: { required, description, content: { "application/json": { schema: bodyShape } } } };
}

function successes({ statuses, response, produces, isIngest }: Route) {
  const headers = headersOf(isIngest ? [...LIMITED, "IdempotentReplayed"] : LIMITED);
  const type = produces ?? "application/json";
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: SUCCESS[status] ?? "Success",
        headers,
        content: { [type]: { schema: response } },
      },
    ]),
  );
}
