export type Page = { status: number; url: string; headers: Headers; text: string };

export type Browser = {
  /** Opens an address and follows where it is sent, until a page answers or the next address is one of `stopAt`. */
  open(url: string, options?: { stopAt?: (url: string) => boolean; form?: Record<string, string> }): Promise<Page>;
};

type Cookie = { name: string; value: string; host: string; path: string };

const REDIRECTS_MAX = 12;

/** As much of a browser as redirects and cookies need. Like a real one it does not tell ports of a host apart. */
export function createBrowser(): Browser {
  const cookies = new Map<string, Cookie>();

  function keep(from: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(/;\s*/);
      const [name = "", ...value] = pair.split("=");
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? "/";
      const isOver = attributes.some((attribute) => /^(max-age=0|expires=thu, 01 jan 1970)/i.test(attribute));
      const key = `${from.hostname}${path}${name}`;
      if (isOver) cookies.delete(key);
      else cookies.set(key, { name, value: value.join("="), host: from.hostname, path });
    }
  }

  const cookiesFor = ({ hostname, pathname }: URL): string =>
    [...cookies.values()]
      .filter(({ host, path }) => host === hostname && isBelow(pathname, path))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");

  async function load(url: string, form?: Record<string, string>): Promise<Response> {
    const at = new URL(url);
    const response = await fetch(at, {
      redirect: "manual",
      headers: { cookie: cookiesFor(at), ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
      ...(form && { method: "POST", body: new URLSearchParams(form).toString() }),
    });
    keep(at, response.headers);
    return response;
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

function isBelow(pathname: string, path: string): boolean {
  return path === "/" || pathname === path || pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}
