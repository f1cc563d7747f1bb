import { listDatasets } from '../../db/catalog.ts';
import { connect } from '../../db/client.ts';
import { type EngineHost, holdEngine } from '../../db/engine/host.ts';
import { startEngine } from '../../db/engine/start.ts';
import { replicaAt } from '../../db/replica.ts';
import type { Shutdown } from './shutdown.ts';

/** Questions the engine was asked, by what came of them. */
export type EngineCounts = Record<'answered' | 'timed out' | 'left to Postgres' | 'refused', number>;

export const engineCounts: EngineCounts = { answered: 0, 'timed out': 0, 'left to Postgres': 0, refused: 0 };

/**
 * Starts the engine and returns when what is published now is ready in it, read from the replica where that holds it, or
 * when that cannot be found out. A version that comes later is loaded when it is asked for. Addresses as in startEngine.
 * Never throws.
 */
export async function prepareEngine(readerUrl: string, replicaUrl: string, shutdown: Shutdown): Promise<void> {
  const engine = startEngine(readerUrl, replicaUrl);
  holdEngine(counted(engine));
  shutdown.later(() => engine.stop());
  const reader = connect(readerUrl, 1);
  try {
    const current = await listDatasets(reader);
    const placed = replicaUrl ? await replicaAt(replicaUrl).place(current) : current;
    await Promise.all(placed.map(({ schema, server }) => engine.load(schema, server)));
  } catch (error) {
    console.error(`The engine loads what is published when it is asked for: ${(error as Error).message}`);
  } finally {
    await reader.end({ timeout: 2 });
  }
}

/** The same engine, of which is known how often it could answer. */
function counted(engine: EngineHost): EngineHost {
  return {
    load: (schema, server) => engine.load(schema, server),
    state: () => engine.state(),
    stop: () => engine.stop(),
    ask: async (schema, request, limits) => {
      try {
        const answer = await engine.ask(schema, request, limits);
        engineCounts[answer === null ? 'left to Postgres' : answer.state]++;
        return answer;
      } catch (error) {
        engineCounts.refused++;
        throw error;
      }
    },
  };
}
