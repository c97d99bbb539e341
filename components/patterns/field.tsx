"use client";

import { useId, type ReactNode } from "react";
import { useTranslations } from "#components/patterns/language.ts";
import { commonTexts } from "#lib/i18n/texts/common.ts";

export type ControlProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  /** The label is what the heading above says: kept for assistive technology, not shown twice. */
  isLabelHidden?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** A labelled control with its hint and its error, tied together for assistive technology. */
export function Field(props: FieldProps) {
  const { label, hint, error, isRequired = false, isLabelHidden = false, className, children } = props;
  const t = useTranslations(commonTexts);
  const id = useId();
  const parts = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return (
    <div data-slot="field" className={className}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "mb-1 block text-sm font-medium"}>
        <span>{label}</span>
        {isRequired ? null : <span className="font-normal text-soft">{` ${t("field.optional")}`}</span>}
      </label>
      <div>
        {children({
          id,
          "aria-describedby": parts.length > 0 ? parts.join(" ") : undefined,
          "aria-invalid": error ? true : undefined,
          "aria-required": isRequired ? true : undefined,
        })}
      </div>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-xs text-danger">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-xs text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
