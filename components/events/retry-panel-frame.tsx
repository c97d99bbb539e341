import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";

type RetryPanelFrameProps = { children: ReactNode; isBusy?: boolean; onClose?: () => void };

export function RetryPanelFrame({ children, isBusy = false, onClose }: RetryPanelFrameProps) {
  return (
    <Card aria-labelledby="retry-all-title" aria-busy={isBusy} className="mb-3">
      <CardHeader>
        <CardTitle id="retry-all-title">Retry all</CardTitle>
        {onClose ? (
          <Button variant="ghost" size="sm" onClick={onClose}>
            Close
          </Button>
        ) : null}
      </CardHeader>
      <CardBody className="space-y-3 text-sm">{children}</CardBody>
    </Card>
  );
}
