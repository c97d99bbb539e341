import type { oas31 } from "zod-openapi";
import type { Access } from "../route.ts";

export const securitySchemes: Record<string, oas31.SecuritySchemeObject> = {
  machineJwt: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "A JWT of at most 60 seconds that a backend signs with its machine key: HS256, `kid` the access key, `iss` `urn:meshes:m2m:<access key>`, `aud` `meshes-api`, `org` the organization, `iat`, `exp`.",
  },
  publishableKey: {
    type: "apiKey",
    in: "header",
    name: "X-Meshes-Publishable-Key",
    description: "Sends events to its own workspace and does nothing else, so it may be public.",
  },
  sessionToken: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "The access token of an embed session. What it may do depends on the session's type, role and scopes.",
  },
};

export function securityOf(access: Access): oas31.SecurityRequirementObject[] {
  const schemes = {
    machineJwt: access.machine,
    publishableKey: access.publishable === true,
    sessionToken: access.session !== undefined,
  };
  return Object.entries(schemes).flatMap(([name, isKnown]) => (isKnown ? [{ [name]: [] }] : []));
}
