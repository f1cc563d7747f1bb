import { statfsSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';

const MEGABYTE = 1024 * 1024;

/**
 * The server's settings for this machine, in the form of postgresql.conf.
 *
 * Memory follows what the machine, or the container, has. `overrides` win; an ALTER SYSTEM of the user wins over both.
 */
export function configuration(overrides: Record<string, string>): string {
  const settings = { ...defaults(memoryInMegabytes()), ...overrides };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Written at every start. To change a setting for good: ALTER SYSTEM SET.\n${lines.join('\n')}\n`;
}

function defaults(memory: number): Record<string, string> {
  return {
    shared_buffers: `${Math.round(clamp(memory / 6, 64, 4096))}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    maintenance_work_mem: `${Math.round(clamp(memory / 12, 64, 1024))}MB`,
    work_mem: '32MB',
    max_connections: '60',
    max_parallel_maintenance_workers: '2',
    // Nobody replicates from it, and COPY into a new table may then skip the write-ahead log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '4GB',
    synchronous_commit: 'on',
    random_page_cost: '1.1',
    jit: 'off',
    dynamic_shared_memory_type: hasSharedMemory() ? 'posix' : 'mmap',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  };
}

function memoryInMegabytes(): number {
  const limit = process.constrainedMemory();
  return (limit > 0 ? Math.min(limit, totalmem()) : totalmem()) / MEGABYTE;
}

/** Containers often have a /dev/shm of 64 MB, which one parallel sort can fill, or none that Postgres may write to. */
function hasSharedMemory(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    const mayWrite = (statSync('/dev/shm').mode & 0o002) !== 0;
    return mayWrite && bsize * blocks >= 512 * MEGABYTE;
  } catch {
    return false;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
