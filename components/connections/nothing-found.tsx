import { SearchX } from "lucide-react";
import { EmptyState } from "#components/patterns/empty-state.tsx";
import { Button } from "#components/ui/button.tsx";

/** The search of the catalog has no match. */
export function NothingFound({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`No destination matches “${search}”`}
      action={<Button onClick={onClear}>Show all</Button>}
    >
      A webhook can reach any service that accepts HTTP requests.
    </EmptyState>
  );
}
