/** Where access tokens come from: the session store of `lib/embed`. Its promises reject when the session has ended. */
export type TokenSource = {
  token(): Promise<string>;
  /** Another token than the refused one: the current one if it already changed, else a new one from the host. */
  replace(refused: string): Promise<string>;
  /** The server refused a token that the host has just renewed: the session has ended. */
  refuse(token: string): void;
};
