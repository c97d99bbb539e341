import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";

/** What people agree to, said as what rules can do with it. */
export function WhatItDoes({ integration }: { integration: Integration }) {
  const actions = Object.values(integration.actions);
  return (
    <Card aria-labelledby="what-it-does">
      <CardHeader>
        <CardTitle id="what-it-does">{`What ${integration.name} will ask you to allow`}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="mb-2 text-sm text-soft">
          Only what rules need for these, and for showing you what to choose from:
        </p>
        <ul className="list-disc space-y-1 pl-5 text-sm">
          {actions.map(({ key, label, display }) => (
            <li key={key}>
              <strong className="font-semibold">{label}</strong>
              {display ? <span className="text-soft">{`: ${display.description}`}</span> : null}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
