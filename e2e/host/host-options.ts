/** What the company got from Meshes: where the API is, its machine key and the workspace of this customer. */
export type ApiCredentials = {
  /** Origin of the API, for example `http://localhost:3000`. */
  apiUrl: string;
  organizationId: string;
  accessKey: string;
  secretKey: string;
  workspaceId: string;
};

export type HostOptions = ApiCredentials & {
  /** 0 picks a free port. */
  port: number;
  /** Default `127.0.0.1`. */
  hostname?: string;
  /** Origin of the iframe when it is not the API's; the page's CSP allows both. */
  embedOrigin?: string;
  /** What arrived in the team chat, oldest first, when there is one on this machine. */
  chat?: () => readonly { channel: string; text: string }[];
};
