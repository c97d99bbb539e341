export type Phone = { value: string; primary?: boolean | undefined; label?: string | null | undefined };

/** Labels are replaced as a whole, so the others have to be written again. Undefined when nothing changes. */
export function withLabel(labels: readonly number[], label: number): number[] | undefined {
  return labels.includes(label) ? undefined : [...labels, label];
}

export function withoutLabel(labels: readonly number[], label: number): number[] | undefined {
  return labels.includes(label) ? labels.filter((id) => id !== label) : undefined;
}

/** So are numbers: a new one is added to those that people have entered. */
export function withPhone(phones: readonly Phone[], phone: string): Phone[] | undefined {
  if (phones.some(({ value }) => digits(value) === digits(phone))) return undefined;
  return [...phones, { value: phone, primary: phones.length === 0, label: "work" }];
}

function digits(phone: string): string {
  return phone.replaceAll(/[^\p{L}\p{N}+]/gu, "");
}
