/** The part of the Navigation API that is used; Chromium and Safari have it, and Firefox since 147. */
type NavigateEvent = {
  cancelable: boolean;
  navigationType: string;
  destination: { url: string; sameDocument: boolean };
  preventDefault: () => void;
};
type KeptWindow = {
  navigation?: { addEventListener: (type: "navigate", listener: (event: NavigateEvent) => void) => void };
  location: { origin: string };
};

/**
 * Keeps a workspace in the document that holds its token. When a page cannot be fetched, Next has the browser ask for
 * it instead, and so it does when the server has another build; without a launch that is refused, and the frame would be
 * lost over a moment without network.
 */
export function keepDocument({ navigation, location }: KeptWindow, onKept: () => void): void {
  navigation?.addEventListener("navigate", (event) => {
    const { destination, navigationType } = event;
    if (destination.sameDocument || !event.cancelable) return;
    if (navigationType !== "push" && navigationType !== "replace") return;
    const url = new URL(destination.url);
    if (url.origin === location.origin && url.pathname.startsWith("/workspace")) {
      event.preventDefault();
      onKept();
    }
  });
}
