"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { ConstantFields } from "#components/mappings/constant-fields.tsx";
import type { DraftTransform } from "#components/mappings/draft.ts";
import { TRANSFORM_WORDS } from "#components/mappings/mapping-words.ts";
import { Field } from "#components/patterns/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

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
  const words = TRANSFORM_WORDS[transform.type];
  const step = `step ${number}: ${words}`;
  return (
    <li className="rounded-md border px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0 text-sm break-words">{`${number}. ${words}`}</span>
        <span className="inline-flex shrink-0 gap-0.5">
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Earlier, ${step}`}
            aria-disabled={number === 1}
            onClick={() => (number === 1 ? undefined : onMove(-1))}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Later, ${step}`}
            aria-disabled={isLast}
            onClick={() => (isLast ? undefined : onMove(1))}
          >
            <ArrowDown aria-hidden />
          </Button>
          <Button variant="ghost" size="icon" aria-label={`Remove ${step}`} onClick={onRemove}>
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
  const { type, constant, timezone, start, length } = transform;
  if (type === "default") {
    return (
      <div className="mt-2">
        <ConstantFields
          label="Default value"
          constant={constant}
          error={error}
          onChange={(next) => onChange({ ...transform, constant: next })}
        />
      </div>
    );
  }
  if (type === "to_date" || type === "to_datetime") {
    return (
      <Field label="Time zone" error={error} hint="For times without a time zone. UTC if left empty." className="mt-2">
        {(control) => (
          <Input
            {...control}
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
      <Field label="Starts at" isRequired error={error} hint="0 is the first character">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={start}
            onChange={({ target }) => onChange({ ...transform, start: target.value })}
          />
        )}
      </Field>
      <Field label="Length" hint="Leave empty for the rest of the text">
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
