/**
 * What stands between the server and its database. `transaction`: a connection belongs to us for one transaction only,
 * so nothing may be left behind in it: no settings, no prepared statements.
 */
export type Pooling = "none" | "session" | "transaction";
