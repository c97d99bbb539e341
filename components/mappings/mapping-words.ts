import type { CatalogField, FieldType } from "#lib/contracts/field-catalogs.ts";
import type { MappingField, MappingTransform } from "#lib/contracts/mappings.ts";

export const TRANSFORM_WORDS: Record<MappingTransform["type"], string> = {
  trim: "Trim spaces",
  lower: "Convert to lower case",
  upper: "Convert to upper case",
  substring: "Take part of the text",
  default: "Use a default value",
  to_string: "Convert to text",
  to_number: "Convert to a number",
  to_boolean: "Convert to true or false",
  to_date: "Convert to a date",
  to_datetime: "Convert to a date and time",
};

export const ON_ERROR_WORDS: Record<NonNullable<MappingField["on_error"]>, string> = {
  skip_field: "Leave the field out",
  warn_action: "Leave the field out and add a note",
  fail_action: "Stop the delivery",
};

export const TYPE_WORDS: Record<FieldType, string> = {
  string: "Text",
  number: "Number",
  boolean: "True or false",
  date: "Date",
  datetime: "Date and time",
  enum: "One of a list",
  multi_enum: "Several of a list",
  json: "Any data",
  object: "Object",
  array: "List",
  unknown: "Any",
};

export function fieldName(dest: string, field: CatalogField | undefined): string {
  return field?.label ?? dest;
}

/** "customer.email · cut off spaces around it · in lower case" */
export function describeField({ source, transforms = [] }: MappingField): string {
  const from = source.type === "path" ? source.value : `always ${JSON.stringify(source.value)}`;
  return [from, ...transforms.map(describeTransform)].join(" · ");
}

function describeTransform(transform: MappingTransform): string {
  const words = TRANSFORM_WORDS[transform.type].toLowerCase();
  if ("value" in transform) return `${JSON.stringify(transform.value)} if there is none`;
  if ("start" in transform) {
    return `${words} from ${transform.start}${transform.length === undefined ? "" : `, ${transform.length} long`}`;
  }
  return "timezone" in transform && transform.timezone !== undefined ? `${words} in ${transform.timezone}` : words;
}
