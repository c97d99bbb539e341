"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { ConstantFields } from "#components/mappings/constant-fields.tsx";
import type { DraftTransform } from "#components/mappings/draft.ts";
import { Field } from "#components/patterns/field.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { mappingsTexts } from "#lib/i18n/texts/mappings.ts";

type TransformItemProps = {
  transform: DraftTransform;
  number: number;
  isLast: boolean;
  error: string | undefined;
  onChange: (transform: DraftTransform) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

export function TransformItem({ transform, number, isLast, error, onChange, onMove, onRemove }: TransformItemProps) {
  const t = useTranslations(mappingsTexts);
  const step = { number, what: t(`step.${transform.type}`) };
  return (
    <li className="rounded-md border px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0 text-sm break-words">{t("step", step)}</span>
        <span className="inline-flex shrink-0 gap-0.5">
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("step.earlier", step)}
            aria-disabled={number === 1}
            onClick={() => (number === 1 ? undefined : onMove(-1))}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t("step.later", step)}
            aria-disabled={isLast}
            onClick={() => (isLast ? undefined : onMove(1))}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" aria-label={t("step.remove", step)} onClick={onRemove}>
            <Trash2 aria-hidden />
          </Button>
        </span>
      </div>
      <TransformOptions transform={transform} error={error} onChange={onChange} />
    </li>
  );
}

type TransformOptionsProps = Pick<TransformItemProps, "transform" | "error" | "onChange">;

function TransformOptions({ transform, error, onChange }: TransformOptionsProps) {
  const t = useTranslations(mappingsTexts);
  const { type, constant, timezone, start, length } = transform;
  if (type === "default") {
    return (
      <div className="mt-2">
        <ConstantFields
          label={t("step.default.value")}
          constant={constant}
          error={error}
          onChange={(next) => onChange({ ...transform, constant: next })}
        />
      </div>
    );
  }
  if (type === "to_date" || type === "to_datetime") {
    return (
      <Field label={t("step.timezone")} error={error} hint={t("step.timezone.hint")} className="mt-2">
        {(control) => (
          <Input
            {...control}
            dir="ltr"
            value={timezone}
            placeholder="Europe/Paris"
            onChange={({ target }) => onChange({ ...transform, timezone: target.value })}
            autoComplete="off"
          />
        )}
      </Field>
    );
  }
  if (type !== "substring") return error ? <p className="text-xs text-danger">{error}</p> : null;
  return (
    <div className="mt-2 grid grid-cols-2 gap-2">
      <Field label={t("step.substring.start")} isRequired error={error} hint={t("step.substring.start.hint")}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={start}
            onChange={({ target }) => onChange({ ...transform, start: target.value })}
          />
        )}
      </Field>
      <Field label={t("step.substring.length")} hint={t("step.substring.length.hint")}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={length}
            onChange={({ target }) => onChange({ ...transform, length: target.value })}
          />
        )}
      </Field>
    </div>
  );
}
