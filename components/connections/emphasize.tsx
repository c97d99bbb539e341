import type { ReactNode } from "react";

/** For `<strong>` in a text. What stands in it is often a name, which may run the other way than the text does. */
export function emphasize(inside: ReactNode) {
  return (
    <strong dir="auto" className="font-semibold break-words">
      {inside}
    </strong>
  );
}
