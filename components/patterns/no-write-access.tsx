import { Lock } from "lucide-react";
import { EmptyState } from "#components/patterns/empty-state.tsx";

/** `what` goes on after "Your role may not": "make rules". */
export function NoWriteAccess({ what }: { what: string }) {
  return (
    <EmptyState icon={Lock} title={`Your role may not ${what}`}>
      Ask an administrator of your workspace to do it, or to give you the role for it.
    </EmptyState>
  );
}
