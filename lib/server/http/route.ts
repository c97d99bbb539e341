import type { z } from "zod";
import type { Capability } from "#lib/contracts/sessions.ts";
import type { Admit } from "#lib/server/domain/events/context.ts";
import type { Principal, SessionGrant } from "#lib/server/domain/tenancy/principal.ts";
import type { ServiceContext } from "./app-context.ts";

/** A path parameter. The route's own path names it, so a missing one is a bug. */
export function param(params: Record<string, string>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`This route has no parameter ${name}`);
  return value;
}

export type Tag = "Workspaces" | "Connections" | "Rules" | "Events" | "Delivery" | "Integrations" | "Sessions";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Conflict, unprocessable, too early. */
export type Conflict = 409 | 422 | 425;

/** Who may call. Machine keys may call everything but what belongs to a session alone. */
export type Access = {
  machine: boolean;
  publishable?: boolean;
  /** What a session must be able to do; without it no session may call. `any`: every session. */
  session?: Capability | "any";
};

type Schema = z.ZodType | undefined;
type Output<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined;

export type RouteInput<Q extends Schema, B extends Schema> = {
  ctx: ServiceContext;
  principal: Principal;
  params: Record<string, string>;
  query: Output<Q>;
  body: Output<B>;
  /** The body as it was sent. */
  bodyBytes: Buffer;
  /** The same as text, for what must not change on the way. */
  bodyText: string;
  /** A request header by its name, undefined when it was not sent. */
  header: (name: string) => string | undefined;
  /** Adds a header to the answer. */
  setHeader: (name: string, value: string) => void;
  /** Counts events against the rate limits; undefined when there are none. */
  admit: Admit | undefined;
};

/** One operation of the API: everything that routing, checks and documents need. */
export type Route = {
  method: Method;
  /** Below /api/v1, parameters as `:name`. */
  path: string;
  operationId: string;
  tag: Tag;
  /** What it does, in a few words, for the reference. */
  summary: string;
  /** What the summary cannot say, in Markdown. */
  description?: string;
  /** Not in the public contract: marked `x-extension` in the reference. */
  isExtension?: boolean;
  /** The refusals that come from what is stored, besides those that every route of its kind can answer. */
  conflicts?: readonly Conflict[];
  access: Access;
  query: z.ZodObject | undefined;
  body: z.ZodType | undefined;
  /** What a good body looks like, for the reference, when `body` lets more through to the service. */
  bodyShape?: z.ZodType;
  bodyBytesMax: number;
  /** Counted in a bucket of its own when a machine calls. */
  bucket?: "mint";
  /** Headers that the handler reads, for the reference. */
  requestHeaders?: z.ZodObject;
  status: 200 | 201;
  /** Every success status, for the reference. */
  statuses: readonly number[];
  response: z.ZodType;
  /** The content type of a success, when it is not JSON. */
  produces?: "text/event-stream";
  isIngest: boolean;
  handle(input: RouteInput<z.ZodType, z.ZodType>): Promise<{ status: number; body: unknown }>;
};

const BODY_BYTES_MAX = 1024 * 1024;

/** Declares an operation. The handler calls one service and returns what it answers. */
export function route<Q extends z.ZodObject | undefined = undefined, B extends Schema = undefined>(definition: {
  method: Method;
  path: string;
  operationId: string;
  tag: Tag;
  summary: string;
  description?: string;
  isExtension?: boolean;
  conflicts?: readonly Conflict[];
  access: Access;
  query?: Q;
  body?: B;
  bodyShape?: z.ZodType;
  bodyBytesMax?: number;
  bucket?: "mint";
  requestHeaders?: z.ZodObject;
  status?: 200 | 201;
  response: z.ZodType;
  produces?: "text/event-stream";
  isIngest?: boolean;
  /** Another success status than `status`, chosen by what the service answered. */
  otherStatus?: { status: number; isMeant(body: unknown): boolean };
  handle(input: RouteInput<Q, B>): Promise<unknown>;
}): Route {
  const { status = 200, otherStatus } = definition;
  return {
    ...definition,
    query: definition.query,
    body: definition.body,
    bodyBytesMax: definition.bodyBytesMax ?? BODY_BYTES_MAX,
    status,
    statuses: otherStatus === undefined ? [status] : [status, otherStatus.status],
    isIngest: definition.isIngest ?? false,
    handle: async (input) => {
      const body = await definition.handle(narrow<Q, B>(input));
      return { status: otherStatus?.isMeant(body) === true ? otherStatus.status : status, body };
    },
  };
}

/** The pipeline parsed query and body with the route's own schemas, so their types are the schemas' outputs. */
function narrow<Q extends Schema, B extends Schema>(input: RouteInput<z.ZodType, z.ZodType>): RouteInput<Q, B> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return input as unknown as RouteInput<Q, B>;
}

/** The session behind a call to a route that only sessions may call. */
export function requireSession(principal: Principal): SessionGrant {
  if (principal.kind !== "session") throw new Error("This route is for sessions only");
  return principal.session;
}
