"use client";

import { useWatch, type UseFormReturn } from "react-hook-form";
import { Field } from "#components/patterns/field.tsx";
import { useLocale, useTranslations } from "#components/patterns/language.ts";
import { LazyCombobox } from "#components/patterns/lazy-combobox.tsx";
import type { RuleForm } from "#components/rules/rule-form-values.ts";
import type { DataInput } from "#components/rules/use-action-data.ts";
import { Input } from "#components/ui/input.tsx";
import type { ActionDataItem } from "#lib/contracts/action-data.ts";
import type { Locale } from "#lib/i18n/languages.ts";
import { ruleFormTexts } from "#lib/i18n/texts/rule-form.ts";

type OptionFieldProps = {
  form: UseFormReturn<RuleForm>;
  input: Extract<DataInput, { kind: "advanced" }>;
  item: ActionDataItem | undefined;
};

/** The option inside what was chosen, such as the stage of a property. What has no list of options takes a text. */
export function OptionField({ form, input, item }: OptionFieldProps) {
  const t = useTranslations(ruleFormTexts);
  const locale = useLocale();
  const { field, display } = input.options;
  const name = `inputs.${field}` as const;
  const value = useWatch({ control: form.control, name }) ?? "";
  const options = (item?.options ?? []).map((option) => ({ id: option.value, name: option.label ?? option.value }));
  const choose = (choice: { id: string; name: string } | undefined) => {
    form.setValue("inputs.option", choice?.name ?? "", { shouldDirty: true });
    form.setValue(name, choice?.id ?? "", { shouldDirty: true, shouldValidate: true });
  };
  return (
    <Field
      label={display.label}
      hint={display.description}
      isRequired={input.required === true}
      error={form.formState.errors.inputs?.[field]?.message}
    >
      {(control) =>
        options.length === 0 ? (
          <Input {...control} {...form.register(name)} autoComplete="off" />
        ) : (
          <LazyCombobox
            key={item?.id}
            control={control}
            listLabel={inSentence(display.label, locale)}
            choices={options}
            value={value}
            onChange={choose}
            placeholder={t("account.option.search")}
          />
        )
      }
    </Field>
  );
}

/** German has capitals for nouns everywhere. */
function inSentence(label: string, { language, tag }: Locale): string {
  return language === "de" ? label : label.toLocaleLowerCase(tag);
}
