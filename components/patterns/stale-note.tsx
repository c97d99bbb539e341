import { Alert } from "#components/ui/alert.tsx";

/** Said above data that could not be renewed: what is shown is true, but may be old. */
export function StaleNote({ isShown }: { isShown: boolean }) {
  if (!isShown) return null;
  return (
    <Alert tone="warning" role="status" className="mb-3">
      The latest state could not be loaded, so what you see may be out of date. Trying again.
    </Alert>
  );
}
