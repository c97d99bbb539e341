import fetchCookie from "fetch-cookie";

export type Page = { status: number; url: string; headers: Headers; text: string };

export type Browser = {
  /** Opens an address and follows where it is sent, until a page answers or the next address is one of `stopAt`. */
  open(url: string, options?: { stopAt?: (url: string) => boolean; form?: Record<string, string> }): Promise<Page>;
};

const REDIRECTS_MAX = 12;

/** As much of a browser as redirects and cookies need. Like a real one it does not tell ports of a host apart. */
export function createBrowser(): Browser {
  const fetchWithCookies = fetchCookie(fetch);

  function load(url: string, form?: Record<string, string>): Promise<Response> {
    const body = form && { method: "POST", body: new URLSearchParams(form) };
    return fetchWithCookies(url, { redirect: "manual", ...body });
  }

  return {
    open: async (start, { stopAt = () => false, form } = {}) => {
      let url = start;
      let response = await load(url, form);
      for (let hops = 0; response.headers.has("location"); hops++) {
        if (hops === REDIRECTS_MAX) throw new Error(`Sent around in circles at ${url}`);
        const next = new URL(response.headers.get("location") ?? "", url).href;
        if (stopAt(next)) return { status: response.status, url: next, headers: response.headers, text: "" };
        url = next;
        response = await load(url);
      }
      return { status: response.status, url, headers: response.headers, text: await response.text() };
    },
  };
}
