import type { ReactNode } from "react";
import { emphasize } from "#components/connections/emphasize.tsx";
import { useActionWords } from "#components/patterns/action-words.ts";
import { useTranslations } from "#components/patterns/language.ts";
import { Card, CardBody, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { Integration } from "#lib/contracts/integrations.ts";
import { authorizationTexts } from "#lib/i18n/texts/authorization.ts";

/** What people agree to, said as what rules can do with it. */
export function WhatItDoes({ integration }: { integration: Integration }) {
  const t = useTranslations(authorizationTexts);
  const actions = Object.values(useActionWords()(integration).actions);
  return (
    <Card aria-labelledby="what-it-does">
      <CardHeader>
        <CardTitle id="what-it-does">{t("allows.title", { name: integration.name })}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="mb-2 text-sm text-soft">{t("allows.hint")}</p>
        <ul className="list-disc space-y-1 ps-5 text-sm">
          {actions.map(({ key, label, display }) => (
            <li key={key}>
              {display
                ? t.rich("allows.action", {
                    action: label,
                    description: display.description,
                    strong: emphasize,
                    soft: soften,
                  })
                : emphasize(label)}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function soften(inside: ReactNode) {
  return <span className="text-soft">{inside}</span>;
}
