import { readFileSync } from "node:fs";
import type { JsonSchema } from "./openapi-schema.ts";

export type PublicOperation = {
  call: string;
  parameters?: Record<string, JsonSchema & { required: boolean }>;
  request?: JsonSchema;
  responses: Record<string, JsonSchema>;
  refusals: number[];
};

type PublicContract = { operations: Record<string, PublicOperation>; schemas: Record<string, JsonSchema> };

/** The facts of the public contract: its operations with their parameters, statuses and properties. */
export const publicContract: PublicContract = JSON.parse(
  readFileSync(new URL("public-contract.json", import.meta.url), "utf8"),
);

export function publicSchema(name: string): JsonSchema {
  const schema = publicContract.schemas[name];
  if (schema === undefined) throw new Error(`The public contract has no schema ${name}`);
  return schema;
}
