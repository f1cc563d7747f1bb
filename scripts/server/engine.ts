import { connect } from '../../db/client.ts';
import { startEngine } from '../../db/engine/start.ts';
import type { Shutdown } from './shutdown.ts';

/** Starts the engine, with what is published now ready in it. A version that comes later is loaded when it is asked for. */
export async function prepareEngine(readerUrl: string, shutdown: Shutdown): Promise<void> {
  const engine = startEngine(readerUrl);
  shutdown.later(() => engine.stop());
  const reader = connect(readerUrl, 1);
  try {
    const current = await reader<{ schema: string }[]>`
      select v.schema_name as schema from catalog.dataset d join catalog.version v on v.id = d.current_version`;
    await Promise.all(current.map(({ schema }) => engine.load(schema)));
  } finally {
    await reader.end({ timeout: 2 });
  }
}
