/** Stands for a destination without its logo, which would have to come from somewhere else. */
export function Monogram({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="flex size-8 shrink-0 items-center justify-center rounded-md border bg-muted text-sm font-semibold text-soft"
    >
      {name.charAt(0)}
    </span>
  );
}
