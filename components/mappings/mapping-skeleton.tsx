import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ROWS = 3;

export function MappingSkeleton() {
  return (
    <div aria-busy className="space-y-3">
      <p role="status" className="sr-only">
        Loading the mapping
      </p>
      {Array.from({ length: ROWS }, (_, index) => (
        <Card key={index} className="space-y-3 p-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="h-8 w-full" />
        </Card>
      ))}
    </div>
  );
}
