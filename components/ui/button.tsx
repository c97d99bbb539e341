import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "#components/ui/cn.ts";

export const buttonVariants = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 [&_svg]:size-3.5 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-brand text-on-brand shadow-card hover:opacity-90",
        secondary: "border-line bg-surface text-ink shadow-card hover:bg-hover",
        danger: "border-danger bg-surface text-danger hover:bg-danger-soft",
        ghost: "border-transparent text-soft hover:bg-hover hover:text-ink",
        link: "border-transparent text-link underline-offset-2 hover:underline",
      },
      size: { md: "h-8 px-3 text-sm", sm: "h-7 px-2 text-xs", icon: "size-7 p-0" },
    },
    compoundVariants: [{ variant: "link", className: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonVariants>;

/**
 * Leaving a field shows what is wrong with it, which can move the button away between press and release: the click would
 * be lost. So the mouse leaves the focus where it is, as it does on buttons in Safari.
 */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

export function Button({ className, variant, size, type = "button", ...props }: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      onMouseDown={type === "submit" ? keepFocus : undefined}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
    />
  );
}
