import type { CatalogField } from "#lib/contracts/field-catalogs.ts";
import type { MappingField, MappingSchema, MappingSource, MappingTransform } from "#lib/contracts/mappings.ts";

export type ConstantKind = "text" | "number" | "boolean" | "null";
export type Constant = { kind: ConstantKind; text: string };
export type TransformType = MappingTransform["type"];
export type DraftTransform = {
  key: string;
  type: TransformType;
  constant: Constant;
  timezone: string;
  start: string;
  length: string;
};

/** A field of the destination as the editor holds it: every input as it was typed. `from` is none while nothing fills it. */
export type DraftRow = {
  key: string;
  dest: string;
  /** The name of the field is typed, because the account does not list it. */
  isCustom: boolean;
  from: "none" | "path" | "literal";
  path: string;
  constant: Constant;
  transforms: DraftTransform[];
  onError: NonNullable<MappingField["on_error"]>;
  notes: string | undefined;
};

const NO_CONSTANT: Constant = { kind: "text", text: "" };

let lastKey = 0;
function newKey(): string {
  lastKey += 1;
  return `row-${lastKey}`;
}

export function emptyRow(dest: string, isCustom: boolean, isRequired = false): DraftRow {
  return {
    key: newKey(),
    dest,
    isCustom,
    from: isCustom ? "path" : "none",
    path: "",
    constant: NO_CONSTANT,
    transforms: [],
    onError: isRequired ? "fail_action" : "skip_field",
    notes: undefined,
  };
}

export function emptyTransform(type: TransformType): DraftTransform {
  return { key: newKey(), type, constant: NO_CONSTANT, timezone: "", start: "0", length: "" };
}

export function isRequired(field: CatalogField | undefined): boolean {
  return field?.constraints?.required === true && field.constraints.read_only !== true;
}

/** What is mapped, in its order; before it the required fields that nothing fills. */
export function toRows({ fields }: MappingSchema, catalog: readonly CatalogField[]): DraftRow[] {
  const known = new Set(catalog.map(({ key }) => key));
  const mapped = fields.map((field) => toRow(field, !known.has(field.dest)));
  const filled = new Set(fields.map(({ dest }) => dest));
  const missing = catalog.filter((field) => isRequired(field) && !filled.has(field.key));
  return [...missing.map(({ key }) => emptyRow(key, false, true)), ...mapped];
}

function toRow(
  { dest, source, transforms = [], on_error: onError = "skip_field", notes }: MappingField,
  isCustom: boolean,
) {
  return {
    ...emptyRow(dest, isCustom),
    from: source.type,
    path: source.type === "path" ? source.value : "",
    constant: source.type === "literal" ? toConstant(source.value) : NO_CONSTANT,
    transforms: transforms.map(toDraftTransform),
    onError,
    notes,
  };
}

function toConstant(value: string | number | boolean | null): Constant {
  if (value === null) return { kind: "null", text: "" };
  const kind = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
  return { kind, text: String(value) };
}

function toDraftTransform(transform: MappingTransform): DraftTransform {
  const draft = emptyTransform(transform.type);
  if ("value" in transform) return { ...draft, constant: toConstant(transform.value) };
  if ("start" in transform) {
    return {
      ...draft,
      start: String(transform.start),
      length: transform.length === undefined ? "" : String(transform.length),
    };
  }
  return "timezone" in transform && transform.timezone !== undefined
    ? { ...draft, timezone: transform.timezone }
    : draft;
}

/** The rows that fill something, in their order. */
export function filledRows(rows: readonly DraftRow[]): DraftRow[] {
  return rows.filter(({ from }) => from !== "none");
}

export function toSchema(rows: readonly DraftRow[], meta: MappingSchema["meta"]): MappingSchema {
  return { schema_version: 1, fields: filledRows(rows).map(toField), ...(meta && { meta }) };
}

function toField({ dest, from, path, constant, transforms, onError, notes }: DraftRow): MappingField {
  const source: MappingSource =
    from === "literal" ? { type: "literal", value: fromConstant(constant) } : { type: "path", value: path.trim() };
  return {
    dest: dest.trim(),
    source,
    ...(transforms.length > 0 && { transforms: transforms.map(fromDraftTransform) }),
    on_error: onError,
    ...(notes !== undefined && { notes }),
  };
}

export function fromConstant({ kind, text }: Constant): string | number | boolean | null {
  if (kind === "null") return null;
  if (kind === "number") return Number(text);
  return kind === "boolean" ? text === "true" : text;
}

function fromDraftTransform({ type, constant, timezone, start, length }: DraftTransform): MappingTransform {
  if (type === "default") return { type, value: fromConstant(constant) };
  if (type === "substring") return { type, start: Number(start), ...(length !== "" && { length: Number(length) }) };
  if (type !== "to_date" && type !== "to_datetime") return { type };
  return { type, ...(timezone.trim() !== "" && { timezone: timezone.trim() }) };
}
