import { describe, expect, it } from "vitest";
import { contentOf, operations, schemaAt, type Operation } from "#lib/testing/openapi/openapi-document.ts";
import { propertiesOf, type JsonSchema, type Property } from "#lib/testing/openapi/openapi-schema.ts";
import { publicContract, publicSchema, type PublicOperation } from "#lib/testing/openapi/public-contract.ts";

const isNone = <T>(values: readonly T[], message: string) => expect(values, message).toEqual([]);

function find(operationId: string): Operation {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`The document has no operation ${operationId}`);
  return found;
}

/** The JSON body of an answer. */
function bodyOf(operation: Operation, status: number): JsonSchema {
  const schema = contentOf(operation, status)?.["application/json"]?.schema;
  if (schema === undefined) throw new Error(`${operation.operationId} declares no JSON for ${status}`);
  return schema;
}

type Difference = (promised: Property, ours: Property) => string | false;

/** Everything that a promised schema has and ours has not, or not so. */
function differences(promised: JsonSchema, ours: JsonSchema, compare: Difference): string[] {
  const found = propertiesOf(ours, schemaAt);
  return [...propertiesOf(promised, publicSchema)].flatMap(([path, property]) => {
    const known = found.get(path);
    const difference = known === undefined ? "is missing" : compare(property, known);
    return difference === false ? [] : [`${path} ${difference}`];
  });
}

const without = (values: readonly string[], others: readonly string[]) =>
  values.filter((value) => !others.includes(value));

/** Whatever a client may send by the contract, we take. */
const takesAsMuch: Difference = (promised, ours) => {
  if (ours.isRequired && !promised.isRequired) return "is required here";
  if (without(promised.types, ours.types).length > 0) return `is no ${promised.types.join()} here`;
  if (without(promised.values, ours.values).length > 0) return `takes ${ours.values.join()} only`;
  return false;
};

/** Whatever we answer, a client by the contract can read. Clients bear null where a key may be missing. */
const givesAsMuch: Difference = (promised, ours) => {
  if (promised.isRequired && !ours.isRequired) return "is optional here";
  const unreadable = without(ours.types, readableTypes(promised));
  if (promised.types.length > 0 && unreadable.length > 0) return `can be ${unreadable.join()} here`;
  if (promised.values.length > 0 && promised.values.join() !== ours.values.join())
    return `is ${ours.values.join()} here`;
  if (promised.format !== undefined && promised.format !== ours.format) return `is no ${promised.format} here`;
  return false;
};

function readableTypes({ types, isRequired }: Property): string[] {
  return [...types, ...(types.includes("number") ? ["integer"] : []), ...(isRequired ? [] : ["null"])];
}

describe("the document against the public contract", () => {
  it("has every operation", () => {
    const known = new Set(operations.map(({ operationId }) => operationId));
    expect(Object.keys(publicContract.operations).filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(Object.entries(publicContract.operations))("%s", (operationId, promised) => {
    const operation = find(operationId);
    expect(`${operation.method} ${operation.path}`).toBe(promised.call);
    compareParameters(promised, operation);
    const statuses = [...Object.keys(promised.responses), ...promised.refusals].map(String);
    isNone(without(statuses, Object.keys(operation.responses)), "statuses that we do not declare");
    if (promised.request !== undefined) {
      const request = operation.requestBody?.content["application/json"]?.schema;
      if (request === undefined) throw new Error(`${operationId} takes no body`);
      isNone(differences(promised.request, request, takesAsMuch), "the request");
    }
    for (const [status, response] of Object.entries(promised.responses)) {
      isNone(differences(response, bodyOf(operation, Number(status)), givesAsMuch), `the answer ${status}`);
    }
    for (const status of promised.refusals) {
      isNone(differences({ $ref: "Error" }, bodyOf(operation, status), givesAsMuch), `the refusal ${status}`);
    }
  });
});

function compareParameters(promised: PublicOperation, operation: Operation): void {
  const ours = new Map(
    (operation.parameters ?? []).map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]),
  );
  for (const [name, { required, ...schema }] of Object.entries(promised.parameters ?? {})) {
    const parameter = ours.get(name);
    expect(parameter, `the parameter ${name}`).toBeDefined();
    if (parameter === undefined) continue;
    expect(parameter.required ?? false, `${name} is required`).toBe(required);
    const pair = (value: JsonSchema): JsonSchema => ({ properties: { value } });
    isNone(differences(pair(schema), pair(parameter.schema), takesAsMuch), `the parameter ${name}`);
  }
}
