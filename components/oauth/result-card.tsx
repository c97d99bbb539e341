import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import { CloseWindow } from "#components/oauth/close-window.tsx";
import { Card, CardBody } from "#components/ui/card.tsx";

export type ResultTone = "success" | "warning" | "danger";

const ICONS = {
  success: <CircleCheck aria-hidden className="size-8 text-success" />,
  warning: <Info aria-hidden className="size-8 text-warning" />,
  danger: <CircleAlert aria-hidden className="size-8 text-danger" />,
};

type ResultCardProps = { tone: ResultTone; title: ReactNode; text: ReactNode; children?: ReactNode };

/** What has become of it, and the way back. */
export function ResultCard({ tone, title, text, children }: ResultCardProps) {
  return (
    <Card data-tone={tone}>
      <CardBody className="px-6 py-8 text-center">
        <div role="status" className="space-y-3">
          <div className="flex justify-center">{ICONS[tone]}</div>
          <h1 className="text-xl font-semibold text-balance break-words">{title}</h1>
          <p className="break-words text-soft">{text}</p>
          {children ? <div>{children}</div> : null}
        </div>
        <CloseWindow />
      </CardBody>
    </Card>
  );
}
