/** Below the instance of the organization. A version is supported for three years at least. */
export const DATA = "/services/data/v62.0";
export const USERINFO = "/services/oauth2/userinfo";
