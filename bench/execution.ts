import type { ExecutionOperations, Rounds } from './execution.child.js';
import { startChild } from './ipc.js';
import type { Row } from './report.js';
import { duration, grouped, ratioOf } from './report.js';

const PEER = 'JSON.stringify of the same answer';

/** What GraphQL costs: from orders in memory, or in the store, to the text of the answer. */
export async function execution(rounds: Rounds): Promise<Row[]> {
  const child = startChild<ExecutionOperations>('./execution.child.js');
  const times = await child.ask('measure', rounds);
  await child.stop();
  const orders = grouped(rounds.orders);
  return [
    {
      scenario: `execute and serialise ${orders} orders x 25 fields`,
      peer: PEER,
      ratio: ratioOf(times.execution, times.stringify),
      reach: '<= 2.5',
      figures: `${duration(times.execution)} / ${duration(times.stringify)}`,
    },
    {
      scenario: `the same with SELECT and mapping, ${orders} orders`,
      peer: PEER,
      ratio: ratioOf(times.pipeline, times.stringify),
      reach: '',
      figures: duration(times.pipeline),
    },
  ];
}
