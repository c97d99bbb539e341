"use client";

import { lazy, Suspense, type ComponentType } from "react";

/**
 * A component that is loaded where it is first shown. Nothing of the workspace is rendered on the server, so the heavier
 * `next/dynamic` would only add to every page.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>, Loading: ComponentType) {
  const Loaded = lazy<ComponentType<P>>(async () => ({ default: await load() }));
  return function Lazily(props: P) {
    return (
      <Suspense fallback={<Loading />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
