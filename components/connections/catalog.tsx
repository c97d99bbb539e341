"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState, type RefObject } from "react";
import { CatalogSkeleton } from "#components/connections/catalog-skeleton.tsx";
import { connectable, matchesSearch } from "#components/connections/catalog-words.ts";
import { DestinationTile } from "#components/connections/destination-tile.tsx";
import { useActionWords } from "#components/patterns/action-words.ts";
import { useDestinationWords } from "#components/patterns/destination-words.ts";
import { ErrorState } from "#components/patterns/error-state.tsx";
import { useTranslations } from "#components/patterns/language.ts";
import { lazily } from "#components/patterns/lazily.tsx";
import { Input } from "#components/ui/input.tsx";
import { connectionQueries } from "#lib/client/connections.ts";
import { integrationQueries } from "#lib/client/integrations.ts";
import { useSession } from "#lib/client/session.ts";
import type { Connection } from "#lib/contracts/connections.ts";
import type { Integration } from "#lib/contracts/integrations.ts";
import { connectionsTexts } from "#lib/i18n/texts/connections.ts";

/** Fewer can be seen at a glance. */
const SEARCHED_FROM = 7;

const NothingFound = lazily(
  () => import("#components/connections/nothing-found.tsx").then((module) => module.NothingFound),
  () => null,
);

/**
 * What can be connected. Nothing of it can be pressed before the connections are read as well: a list of them above it
 * still changes its height then, and a click on what moves is lost.
 */
export function Catalog() {
  const t = useTranslations(connectionsTexts);
  const { workspaceId } = useSession();
  const inWords = useDestinationWords(useActionWords());
  const integrations = useQuery({ ...integrationQueries.list(), select: inWords });
  const connections = useQuery(connectionQueries.list(workspaceId));
  if (integrations.isPending || connections.isPending) return <CatalogSkeleton />;
  if (integrations.isLoadingError) {
    return <ErrorState error={integrations.error} onRetry={() => void integrations.refetch()} />;
  }
  const offered = connectable(integrations.data.records);
  if (offered.length === 0) return <ErrorState error={undefined} title={t("catalog.none")} />;
  return <Destinations integrations={offered} connections={connections.data?.records ?? []} />;
}

type DestinationsProps = { integrations: readonly Integration[]; connections: readonly Connection[] };

function Destinations({ integrations, connections }: DestinationsProps) {
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const found = integrations.filter((integration) => matchesSearch(integration, search.trim()));
  const countConnections = (type: string) =>
    connections.filter((record) => record.type === type && !record.hidden).length;
  // The button that was pressed goes with what it says.
  const showAll = () => {
    setSearch("");
    field.current?.focus();
  };
  return (
    <div className="@container space-y-3">
      {integrations.length < SEARCHED_FROM ? null : (
        <Search ref={field} value={search} found={found.length} onChange={setSearch} />
      )}
      {found.length === 0 ? <NothingFound search={search.trim()} onClear={showAll} /> : null}
      <ul className="grid gap-2 @xl:grid-cols-2 @4xl:grid-cols-3">
        {found.map((integration) => (
          <DestinationTile
            key={integration.type}
            integration={integration}
            connected={countConnections(integration.type)}
          />
        ))}
      </ul>
    </div>
  );
}

type SearchProps = {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  found: number;
  onChange: (value: string) => void;
};

function Search({ ref, value, found, onChange }: SearchProps) {
  const t = useTranslations(connectionsTexts);
  const id = useId();
  return (
    <div className="max-w-sm">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {t("catalog.search")}
      </label>
      <Input
        ref={ref}
        id={id}
        type="search"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        placeholder={t("catalog.search.example")}
        autoComplete="off"
        spellCheck={false}
      />
      <span role="status" className="sr-only">
        {value.trim() === "" ? "" : t("catalog.found", { count: found })}
      </span>
    </div>
  );
}
