"use client";

import { useState, type ReactNode } from "react";
import { ConfirmPanel, type ConfirmPanelProps } from "#components/patterns/confirm-panel.tsx";
import { Button, type ButtonProps } from "#components/ui/button.tsx";

type ConfirmActionProps = Omit<ConfirmPanelProps, "onCancel"> & {
  trigger: ReactNode;
  variant?: ButtonProps["variant"];
  onReset?: () => void;
};

/** A button that opens its own confirmation in place. */
export function ConfirmAction({ trigger, variant, onReset, onConfirm, ...panel }: ConfirmActionProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onReset?.();
  };
  return (
    <>
      <Button variant={variant} size="sm" aria-expanded={isOpen} onClick={isOpen ? close : () => setOpen(true)}>
        {trigger}
      </Button>
      {isOpen ? (
        <div className="basis-full">
          <ConfirmPanel {...panel} onConfirm={onConfirm} onCancel={close} />
        </div>
      ) : null}
    </>
  );
}
