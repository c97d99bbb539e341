"use client";

import { lazy, Suspense, type ComponentType } from "react";
import { textsOfNewScripts } from "#lib/i18n/namespace.ts";

/**
 * A component that is loaded where it is first shown. Nothing of the workspace is rendered on the server, so the heavier
 * `next/dynamic` would only add to every page.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>, Loading: ComponentType) {
  const Loaded = lazy<ComponentType<P>>(async () => {
    const component = await load();
    await textsOfNewScripts();
    return { default: component };
  });
  return function Lazily(props: P) {
    return (
      <Suspense fallback={<Loading />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
