import { z } from "zod";
import { getMember } from "#lib/contracts/json-text.ts";
import { MappingPreview, MappingResult, PreviewMapping, UpdateMapping } from "#lib/contracts/mappings.ts";
import {
  getDefaultMapping,
  updateDefaultMapping,
} from "#lib/server/domain/connections/mappings/update-default-mapping.ts";
import { previewMapping } from "#lib/server/domain/events/preview-mapping.ts";
import { mayReadPayload } from "../authorize.ts";
import { param, route } from "../route.ts";

export const mappingRoutes = [
  route({
    method: "GET",
    path: "/connections/:connection_id/mappings/default",
    operationId: "getConnectionDefaultMappings",
    tag: "Connections",
    summary: "Read the default mapping of a connection",
    description:
      "What was stored last, or a proposal (`generated`) that brings the well-known payload keys to the fields of the same " +
      "name. 409 when nothing is stored and the fields of the account cannot be read.",
    conflicts: [409],
    access: { machine: true, session: "read_connections" },
    response: MappingResult,
    handle: ({ ctx, params }) => getDefaultMapping(ctx, param(params, "connection_id")),
  }),
  route({
    method: "PUT",
    path: "/connections/:connection_id/mappings/default",
    operationId: "updateConnectionDefaultMappings",
    tag: "Connections",
    summary: "Replace the default mapping of a connection",
    description:
      "Stores the next version. With `expected_version` it is refused with 409 unless that is the present one. An invalid " +
      "body is 422, with paths such as `schema.fields[2].source.value` in `param`.",
    conflicts: [409, 422],
    access: { machine: true, session: "write_connections" },
    // The service judges the body, because here the contract wants 422 where other operations have 400.
    body: z.looseObject({}),
    bodyShape: UpdateMapping,
    response: MappingResult,
    handle: ({ ctx, params, body }) => updateDefaultMapping(ctx, param(params, "connection_id"), body),
  }),
  route({
    method: "POST",
    path: "/connections/:connection_id/mappings/preview",
    operationId: "previewConnectionMapping",
    tag: "Connections",
    summary: "Preview a mapping with an event or a payload",
    description:
      "Answers what a delivery with this mapping would carry, and changes nothing. `event_id` needs the right to read the " +
      "payload of that event; a `payload` of the caller's own does not. 422 when the mapping makes more than 1 MiB of the " +
      "payload, or takes too long.",
    isExtension: true,
    conflicts: [422],
    access: { machine: true, session: "read_connections" },
    body: PreviewMapping,
    response: MappingPreview,
    handle: ({ ctx, params, body, bodyText, principal }) =>
      previewMapping(ctx, param(params, "connection_id"), body, {
        written: getMember(bodyText, "payload"),
        mayReadPayload: mayReadPayload(principal),
      }),
  }),
];
