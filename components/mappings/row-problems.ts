import type { Constant, DraftRow, DraftTransform } from "#components/mappings/draft.ts";

export type RowProblem = { at: "dest" | "source" | `transform ${string}`; message: string };

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/;
const WHOLE = /^\d{1,6}$/;

/** What keeps a row from being tried or saved; the server checks again. */
export function rowProblems(row: DraftRow): RowProblem[] {
  if (row.from === "none") return [];
  const dest = destProblem(row.dest.trim());
  const source = row.from === "path" ? pathProblem(row.path.trim()) : constantProblem(row.constant, 256);
  const transforms = row.transforms.flatMap((transform): RowProblem[] => {
    const message = transformProblem(transform);
    return message === undefined ? [] : [{ at: `transform ${transform.key}`, message }];
  });
  return [
    ...(dest === undefined ? [] : [{ at: "dest" as const, message: dest }]),
    ...(source === undefined ? [] : [{ at: "source" as const, message: source }]),
    ...transforms,
  ];
}

function destProblem(dest: string): string | undefined {
  if (dest === "") return "Name the field";
  if (dest.endsWith(".")) return "Enter the name after the dot";
  return dest.length > 128 ? "At most 128 characters" : undefined;
}

function pathProblem(path: string): string | undefined {
  if (path === "") return "Enter the path of the value in the payload";
  if (path.length > 128) return "At most 128 characters";
  return PATH.test(path) ? undefined : "A path such as customer.email or items.0.sku";
}

function constantProblem({ kind, text }: Constant, max: number): string | undefined {
  if (kind === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? undefined : "A number";
  if (kind === "text" && text === "") return "Must not be empty";
  return text.length > max ? `At most ${max} characters` : undefined;
}

function transformProblem({ type, constant, start, length }: DraftTransform): string | undefined {
  if (type === "default") return constantProblem(constant, 128);
  if (type !== "substring") return undefined;
  if (!WHOLE.test(start)) return "The start must be a whole number, 0 or more";
  return length === "" || (WHOLE.test(length) && Number(length) > 0)
    ? undefined
    : "The length must be a whole number, 1 or more";
}
