type ScrubWindow = {
  location: { href: string };
  history: { state: unknown; replaceState: (state: unknown, unused: string, url: string) => void };
};

/** The address without the launch token, which must not stay in the history, in referrers or in screenshots. */
export function withoutLaunch(href: string): string {
  const url = new URL(href);
  url.searchParams.delete("launch");
  return `${url.pathname}${url.search}${url.hash}`;
}

export function scrubLaunchUrl({ location, history }: ScrubWindow): void {
  if (!new URL(location.href).searchParams.has("launch")) return;
  history.replaceState(history.state, "", withoutLaunch(location.href));
}
