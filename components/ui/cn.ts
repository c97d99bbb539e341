import { clsx, type ClassValue } from "clsx";

/** Joins class names. A `className` adds to a component's own classes; another look is a variant, never an override. */
export function cn(...inputs: ClassValue[]): string {
  return clsx(inputs);
}
