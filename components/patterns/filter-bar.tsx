import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";

type FilterBarProps = { label: string; children: ReactNode; isFiltered: boolean; onClear: () => void };

export function FilterBar({ label, children, isFiltered, onClear }: FilterBarProps) {
  return (
    <search aria-label={label} className="mb-3 flex flex-wrap items-end gap-2">
      <div className="contents">{children}</div>
      <Button variant="ghost" className={isFiltered ? "" : "invisible max-sm:hidden"} onClick={onClear}>
        <X aria-hidden />
        <span>Clear filters</span>
      </Button>
    </search>
  );
}
