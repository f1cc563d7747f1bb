import { addressOf } from '../../app/_url/address.ts';

/** What a request asks, as far as limits, logs and metrics may know it: none of its words. */
export interface Asked {
  kind: Kind;
  format: string;
  /** As the address has them, whether they exist or not. */
  dataset?: string;
  table?: string;
  /** What it counts against the limit of its client, in requests. */
  weight: number;
  /** Takes a connection of a small pool for as long as it runs, or several at once. */
  isCostly: boolean;
}

export type Kind =
  | 'home'
  | 'instance'
  | 'dataset'
  | 'dataset page'
  | 'table'
  | 'row'
  | 'sql'
  | 'export'
  | 'report'
  | 'compare'
  | 'suggest'
  | 'preview'
  | 'file'
  | 'nothing';

const WEIGHTS: Partial<Record<Kind, number>> = { file: 0, export: 20, sql: 10, report: 10, compare: 5, preview: 2 };
const FACETS_OR_SORTS = 2;

const PAGE_KINDS: Record<string, Kind> = {
  query: 'sql',
  report: 'report',
  compare: 'compare',
  suggest: 'suggest',
  preview: 'preview',
};

/** Reads the raw target of a request. Never throws. */
export function askedBy(url: string, isFile: boolean): Asked {
  if (isFile) return { kind: 'file', format: 'file', weight: 0, isCostly: false };
  const cut = url.indexOf('?');
  const address = addressOf(cut < 0 ? url : url.slice(0, cut));
  const names = cut < 0 ? [] : [...new URLSearchParams(url.slice(cut + 1)).keys()];
  const kind = kindOf(address, names);
  const isStatement = kind === 'sql' || names.includes('_where');
  const isArranged = names.some((name) => /^_(facet|sort)/.test(name));
  return {
    kind,
    format: address.format,
    ...('dataset' in address ? { dataset: address.dataset } : {}),
    ...('table' in address ? { table: address.table } : {}),
    weight: Math.max(WEIGHTS[kind] ?? 1, isStatement ? (WEIGHTS.sql ?? 1) : 1, isArranged ? FACETS_OR_SORTS : 1),
    isCostly: kind === 'export' || kind === 'report' || isStatement,
  };
}

function kindOf(address: ReturnType<typeof addressOf>, names: string[]): Kind {
  switch (address.kind) {
    case 'datasetPage':
      return PAGE_KINDS[address.page] ?? 'dataset page';
    case 'table': {
      const isWhole = address.format === 'csv' && names.includes('_stream');
      return isWhole || address.format === 'ndjson' || address.format === 'parquet' ? 'export' : 'table';
    }
    case 'tablePage':
      return address.page === 'autocomplete' ? 'suggest' : 'table';
    default:
      return address.kind;
  }
}
