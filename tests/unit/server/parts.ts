import type { IncomingMessage } from 'node:http';
import type { AnswerOptions } from '../../../scripts/server/answer.ts';
import { Limits } from '../../../scripts/server/limits.ts';
import { openLog } from '../../../scripts/server/log.ts';
import { Observer } from '../../../scripts/server/observer.ts';
import { Operation } from '../../../scripts/server/operation.ts';

/** The parts of a server that limits nothing and logs its failures; each test replaces what it is about. */
export const SERVER_PARTS: Omit<AnswerOptions, 'next' | 'publicFiles'> = {
  dev: false,
  cors: false,
  isDraining: () => false,
  limits: new Limits({ perMinute: 0, atOnce: 1, loopback: true }),
  clientOf: ({ socket }: IncomingMessage) => socket.remoteAddress ?? '',
  operation: new Operation({ notReady: async () => null, metrics: null }),
  observer: new Observer(openLog('text'), null),
};
