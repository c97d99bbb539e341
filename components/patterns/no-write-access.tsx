import { Lock } from "lucide-react";
import { EmptyState } from "#components/patterns/empty-state.tsx";

/** `what` goes on after "Your role does not allow you to": "create rules". */
export function NoWriteAccess({ what }: { what: string }) {
  return (
    <EmptyState icon={Lock} title={`Your role does not allow you to ${what}`}>
      Ask an administrator of your workspace to do it, or to change your role.
    </EmptyState>
  );
}
