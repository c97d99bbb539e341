import { z } from "zod";
import type { ErrorRules } from "../kit/classify-response.ts";

const Problem = z.object({ meta: z.object({ errors: z.array(z.string()) }) });

/** What strict mode answers. */
export const customerIoErrors: ErrorRules = {
  read: ({ status, json }) => {
    if (status < 300) return undefined;
    if (status === 401) return { message: "The API key is wrong, or belongs to the other region." };
    const problem = Problem.safeParse(json);
    return problem.success ? { message: problem.data.meta.errors.join(" ") } : {};
  },
};
