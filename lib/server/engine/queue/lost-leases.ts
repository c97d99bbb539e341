/**
 * A worker that dies takes everything down that it had in flight. From this many losses in a row on, a delivery is taken
 * over alone, in quarantine, so that the one which ends its workers is found out and the others are not blamed for it.
 */
export const QUARANTINE_LOSSES = 2;

/** This many losses in a row, and a delivery is given up. */
export const LOST_LEASES_MAX = 5;
