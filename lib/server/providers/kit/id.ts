import { z } from "zod";

/** An id of a provider, as a text. A number beyond 2^53 has lost digits on the way here, so it is refused. */
export const Id = z.union([z.string().min(1), z.int().transform(String)]);
