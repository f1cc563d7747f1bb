import type { Value } from '../../db/query.ts';

/** What JSON bodies are made of. Numbers of 64 bits are BigInt, bytes are Uint8Array. */
export type Json = Value | undefined | Json[] | { [key: string]: Json };

export interface JsonStyle {
  /** Writes Infinity as such, which is not JSON but what was asked for. */
  infinity?: boolean;
}

function numberText(value: number, { infinity }: JsonStyle): string {
  if (Number.isFinite(value)) return String(value);
  return infinity && !Number.isNaN(value) ? String(value) : 'null';
}

/** JSON with integers in full, NaN and infinities as null, bytes as {"$base64": true, "encoded": …}. */
export function jsonText(value: Json, style: JsonStyle = {}): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value, style);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Uint8Array) return `{"$base64": true, "encoded": "${Buffer.from(value).toString('base64')}"}`;
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item, style)).join(', ')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, style)}`).join(', ')}}`;
}
