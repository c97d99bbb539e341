import type { Constant, DraftRow, DraftTransform } from "#components/mappings/draft.ts";
import type { mappingsTexts } from "#lib/i18n/texts/mappings.ts";
import type { TranslateOf } from "#lib/i18n/translator.ts";

type Translate = TranslateOf<typeof mappingsTexts>;
export type RowProblem = { at: "dest" | "source" | `transform ${string}`; message: string };

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/;
const WHOLE = /^\d{1,6}$/;

/** What keeps a row from being tried or saved; the server checks again. */
export function rowProblems(row: DraftRow, t: Translate): RowProblem[] {
  if (row.from === "none") return [];
  const dest = destProblem(row.dest.trim(), t);
  const source = row.from === "path" ? pathProblem(row.path.trim(), t) : constantProblem(row.constant, 256, t);
  const transforms = row.transforms.flatMap((transform): RowProblem[] => {
    const message = transformProblem(transform, t);
    return message === undefined ? [] : [{ at: `transform ${transform.key}`, message }];
  });
  return [
    ...(dest === undefined ? [] : [{ at: "dest" as const, message: dest }]),
    ...(source === undefined ? [] : [{ at: "source" as const, message: source }]),
    ...transforms,
  ];
}

function destProblem(dest: string, t: Translate): string | undefined {
  if (dest === "") return t("problem.name");
  if (dest.endsWith(".")) return t("problem.name.dot");
  return dest.length > 128 ? t("problem.long", { max: 128 }) : undefined;
}

function pathProblem(path: string, t: Translate): string | undefined {
  if (path === "") return t("problem.path.empty");
  if (path.length > 128) return t("problem.long", { max: 128 });
  return PATH.test(path) ? undefined : t("problem.path");
}

function constantProblem({ kind, text }: Constant, max: number, t: Translate): string | undefined {
  if (kind === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? undefined : t("problem.number");
  if (kind === "text" && text === "") return t("problem.empty");
  return text.length > max ? t("problem.long", { max }) : undefined;
}

function transformProblem({ type, constant, start, length }: DraftTransform, t: Translate): string | undefined {
  if (type === "default") return constantProblem(constant, 128, t);
  if (type !== "substring") return undefined;
  if (!WHOLE.test(start)) return t("problem.start");
  return length === "" || (WHOLE.test(length) && Number(length) > 0) ? undefined : t("problem.length");
}
