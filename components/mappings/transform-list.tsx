"use client";

import { useId } from "react";
import { emptyTransform, type DraftRow, type DraftTransform, type TransformType } from "#components/mappings/draft.ts";
import type { RowProblem } from "#components/mappings/row-problems.ts";
import { TransformItem } from "#components/mappings/transform-item.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Select } from "#components/ui/select.tsx";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

const STEPS_MAX = 10;
const TYPES: readonly TransformType[] = [
  "trim",
  "lower",
  "upper",
  "substring",
  "default",
  "to_string",
  "to_number",
  "to_boolean",
  "to_date",
  "to_datetime",
];

type TransformListProps = {
  row: DraftRow;
  problemAt: (at: RowProblem["at"]) => string | undefined;
  onChange: (row: DraftRow) => void;
};

/** What is done to the value, step by step. */
export function TransformList({ row, problemAt, onChange }: TransformListProps) {
  const t = useTranslations(mappingsTexts);
  const id = useId();
  const { transforms } = row;
  const set = (next: DraftTransform[]) => onChange({ ...row, transforms: next });
  const move = (from: number, to: number) => {
    const moved = transforms[from];
    if (moved === undefined) return;
    set(transforms.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const add = (value: string) => {
    const type = TYPES.find((candidate) => candidate === value);
    if (type) set([...transforms, emptyTransform(type)]);
  };
  return (
    <div className="space-y-2">
      {transforms.length > 0 ? (
        <ol aria-label={t("steps")} className="space-y-2">
          {transforms.map((transform, index) => (
            <TransformItem
              key={transform.key}
              transform={transform}
              number={index + 1}
              isLast={index === transforms.length - 1}
              error={problemAt(`transform ${transform.key}`)}
              onChange={(next) => set(transforms.map((one) => (one.key === next.key ? next : one)))}
              onMove={(by) => move(index, index + by)}
              onRemove={() => set(transforms.filter(({ key }) => key !== transform.key))}
            />
          ))}
        </ol>
      ) : null}
      {transforms.length < STEPS_MAX ? (
        <div className="flex flex-wrap items-center gap-2">
          <label htmlFor={id} className="text-xs text-soft">
            {t("steps.add")}
          </label>
          <div className="w-56 max-w-full">
            <Select id={id} value="" onChange={({ target }) => add(target.value)}>
              <option value="" disabled>
                {t("steps.choose")}
              </option>
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(`step.${type}`)}
                </option>
              ))}
            </Select>
          </div>
        </div>
      ) : (
        <p className="text-xs text-soft">{t("steps.max", { max: STEPS_MAX })}</p>
      )}
    </div>
  );
}
