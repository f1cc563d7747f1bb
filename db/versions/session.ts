import type postgres from 'postgres';

/** A connection, a pool or a transaction: whatever takes statements. */
export type Session = postgres.ISql<{ bigint: bigint }>;
