import type { InsightApp, InsightContext } from "#lib/server/domain/insight/context.ts";

/** The whole application, as the API and the pages use it. */
export type AppContext = InsightApp;

/** The application and on whose behalf it acts. */
export type ServiceContext = InsightContext;
