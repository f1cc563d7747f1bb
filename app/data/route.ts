import { datasetOf, NotFound, readTableRequest, requestPath } from '../_answer/reading.ts';
import { readRow } from '../_answer/row.ts';
import { errorReply } from '../_http/reply.ts';
import { type Address, addressOf } from '../_url/address.ts';
import { datasetJson } from './dataset-json.ts';
import { homeJson } from './home-json.ts';
import { rowJson } from './row-json.ts';
import { tableJson } from './table-json.ts';

export const dynamic = 'force-dynamic';

async function answer(address: Address): Promise<Response> {
  const asJson = address.format === 'json';
  switch (address.kind) {
    case 'home':
      if (asJson) return homeJson();
      break;
    case 'dataset':
      if (asJson) return datasetJson(await datasetOf(address.dataset));
      break;
    case 'table': {
      const reading = await readTableRequest(address.dataset, address.table);
      if (asJson) return tableJson(reading);
      break;
    }
    case 'row': {
      const reading = await readRow(address.dataset, address.table, address.keys);
      if (asJson) return rowJson(reading);
      break;
    }
    case 'nothing':
      throw new NotFound(address.reason);
  }
  throw new NotFound(address.format === 'html' ? 'Not found' : `Invalid format: ${address.format}`);
}

/** Every question as data: the server sends each address with a suffix here. */
export async function GET(): Promise<Response> {
  try {
    return await answer(addressOf(requestPath()));
  } catch (error) {
    return errorReply(error);
  }
}
