import addFormats from "ajv-formats";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { document } from "./openapi-document.ts";
import type { JsonSchema } from "./openapi-schema.ts";

const DOCUMENT = "meshes:openapi";

const ajv = new Ajv2020({ strict: false, allErrors: false });
addFormats.default(ajv);
ajv.addSchema({ $id: DOCUMENT, components: { schemas: close(document.components.schemas) } });

const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** What is wrong with a body, for which the document has this schema. A key that the schema does not know is wrong. */
export function findProblem(schema: JsonSchema, body: unknown): string | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(Object(close(schema)));
  compiled.set(schema, validate);
  return validate(body) ? undefined : ajv.errorsText(validate.errors, { dataVar: "body" });
}

/**
 * The document leaves its objects open for clients, who must bear keys that are added later. An answer of today has
 * only the keys of today.
 */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === "$ref" ? DOCUMENT + String(item) : close(item),
  ]);
  const isOpen = "properties" in value && !("additionalProperties" in value) && typeof value.properties === "object";
  return Object.fromEntries(isOpen ? [...entries, ["additionalProperties", false]] : entries);
}
