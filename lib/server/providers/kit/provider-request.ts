import type { z } from "zod";
import type { ProviderAnswer } from "./classify-response.ts";
import type { Loaded } from "./fault.ts";

export type ProviderRequest = {
  /** GET unless given. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the API's base address, from `/` on, each segment encoded. */
  path: string;
  /** Undefined values are left out. */
  query?: Readonly<Record<string, string | number | undefined>>;
  json?: unknown;
  /** A function for an endpoint that is asked about the access token itself. Secrets in it are not shown. */
  form?: Form | ((accessToken: string) => Form);
  headers?: Readonly<Record<string, string>>;
  /** Another one of the provider's own base addresses; the operator's comes first all the same. */
  baseUrl?: string;
  /** For long descriptions of an account, which are not read by deliveries. */
  answerBytesMax?: number;
};
export type Form = Readonly<Record<string, string>>;

export type ProviderApi = {
  /** A good answer, or the fault. Never rejects for what the provider does. */
  send(request: ProviderRequest): Promise<Loaded<ProviderAnswer>>;
  /** The JSON of a good answer, checked. */
  read<S extends z.ZodType>(request: ProviderRequest, schema: S): Promise<Loaded<z.output<S>>>;
};
