import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export function TestEventPanelSkeleton() {
  return (
    <Card aria-busy aria-labelledby="test-event-title" className="mb-4">
      <CardHeader>
        <CardTitle id="test-event-title">Send a test event</CardTitle>
      </CardHeader>
      <CardBody className="space-y-3">
        <Skeleton className="w-1/2" />
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-40 w-full" />
        <Skeleton className="h-8 w-24" />
      </CardBody>
    </Card>
  );
}
