/** The part of JSON Schema that our documents use. */
export type JsonSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  examples?: object[];
  required?: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

export type Property = { isRequired: boolean; types: string[]; values: string[]; format: string | undefined };

type Resolve = (ref: string) => JsonSchema;

/** Every property below a schema by its path: `records[].id`, `actions.*.key`. Of alternatives, what any of them has. */
export function propertiesOf(schema: JsonSchema, resolve: Resolve, path = ""): Map<string, Property> {
  const found = new Map<string, Property>();
  for (const variant of listVariants(schema, resolve)) {
    for (const [name, value] of Object.entries(variant.properties ?? {})) {
      add(join(path, name), value, variant.required?.includes(name) ?? false);
    }
    if (variant.items !== undefined) add(`${path}[]`, variant.items, true);
    if (typeof variant.additionalProperties === "object" && Object.keys(variant.additionalProperties).length > 0) {
      add(join(path, "*"), variant.additionalProperties, false);
    }
  }
  return found;

  function add(at: string, value: JsonSchema, isRequired: boolean): void {
    merge(found, at, describe(value, resolve, isRequired));
    for (const [below, property] of propertiesOf(value, resolve, at)) merge(found, below, property);
  }
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** The schema itself, or its alternatives, without references. */
function listVariants(schema: JsonSchema, resolve: Resolve): JsonSchema[] {
  if (schema.$ref !== undefined) return listVariants(resolve(schema.$ref), resolve);
  const alternatives = schema.anyOf ?? schema.oneOf;
  return alternatives === undefined ? [schema] : alternatives.flatMap((variant) => listVariants(variant, resolve));
}

function describe(schema: JsonSchema, resolve: Resolve, isRequired: boolean): Property {
  const variants = listVariants(schema, resolve);
  return {
    isRequired,
    types: unique(variants.flatMap(listTypes)),
    values: unique(
      variants.flatMap((variant) => variant.enum ?? [variant.const]).filter((value) => value !== undefined),
    ),
    format: variants.find(({ format }) => format !== undefined)?.format,
  };
}

function listTypes({ type, properties, enum: values, const: value }: JsonSchema): string[] {
  const literals = values ?? (value === undefined ? [] : [value]);
  if (literals.length > 0) return literals.map((item) => (Number.isInteger(item) ? "integer" : typeof item));
  if (type !== undefined) return [type].flat();
  return properties === undefined ? [] : ["object"];
}

function unique(values: readonly unknown[]): string[] {
  return [...new Set(values.map(String))].toSorted();
}

function merge(into: Map<string, Property>, path: string, property: Property): void {
  const known = into.get(path);
  if (known === undefined) return void into.set(path, property);
  into.set(path, {
    isRequired: known.isRequired && property.isRequired,
    types: unique([...known.types, ...property.types]),
    values: unique([...known.values, ...property.values]),
    format: known.format ?? property.format,
  });
}
