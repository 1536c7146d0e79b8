import type { Clock } from '../../base/clock.js';
import { groupBy } from '../../base/collections.js';
import type { StoredCancellation } from '../../model/cancellation.js';
import type { StoredOrder } from '../../model/order.js';
import type { ApproveCancel, ConfirmOrder, InvoiceItem, RegisterInvoice, WriteOutcome } from '../channel.js';
import { ChannelFault } from '../fault.js';
import type { CallContext } from '../http.js';
import type { BatchAnswer, CoupangClient } from './coupang.client.js';
import { BATCH_SIZE } from './coupang.client.js';
import { idOf, textOf } from './coupang.fields.js';
import { isRecord } from './coupang.reply.js';
import { isStopRefusal, refusalOfNo, refusalOfRow, unnameable } from './coupang.refusals.js';
import { invoiceDtosOf } from './coupang.split.js';
import type { WireBatchRow } from './coupang.wire.js';

/** Confirm and invoice act on whole boxes. A closed line may be known from its receipt alone, without its box. */
const boxOf = (order: StoredOrder | undefined): string | null => order?.bundleNumber ?? null;

const unitOfOrder = (order: StoredOrder): string => boxOf(order) ?? order.key;

/** 상품준비중 처리: ACCEPT to INSTRUCT, box by box, at most 50 a call (documented). */
export const confirmOrder = (client: CoupangClient): ConfirmOrder => ({
  maxBatch: BATCH_SIZE,
  unitOf: unitOfOrder,
  async send(items, context) {
    const boxes = items.map(({ orders }) => boxOf(orders[0]));
    const named = [...new Set(boxes.filter((box) => box !== null))];
    if (named.length === 0) return boxes.map(() => refused);
    const answer = await client.acknowledge(named, context);
    return boxes.map((box) => outcomeOf(answer, box));
  },
});

/** 송장업로드: INSTRUCT to DEPARTURE. A split box may get several items in one batch: see {@link sendRounds}. */
export const registerInvoice = (client: CoupangClient, clock: Clock): RegisterInvoice => ({
  maxBatch: BATCH_SIZE,
  canSplit: true,
  onOpenCancel: 'REFUSED',
  unitOf: unitOfOrder,
  send: (items, context) => sendRounds(client, clock, items, context),
});

/**
 * One call for all boxes; lines that leave one box apart go one after another, as Coupang describes a split: the first request
 * names the lines that stay, the next one ships from what stayed.
 */
async function sendRounds(
  client: CoupangClient,
  clock: Clock,
  items: readonly InvoiceItem[],
  context: CallContext,
): Promise<readonly WriteOutcome[]> {
  const outcomes = new Map<InvoiceItem, WriteOutcome>();
  const departed = new Map<string, Set<string>>();
  for (const [index, round] of roundsOf(items).entries()) {
    const dtos = round.flatMap((item) => {
      const box = boxOf(item.orders[0]);
      return box === null ? [] : invoiceDtosOf(item, { departed: departed.get(box) ?? new Set() }, clock.now());
    });
    const answer = dtos.length === 0 ? null : await upload(index, () => client.uploadInvoices(dtos, context));
    for (const item of round) {
      const box = boxOf(item.orders[0]);
      const outcome = answer instanceof ChannelFault ? unsure(answer) : answer ? outcomeOf(answer, box) : refused;
      outcomes.set(item, outcome);
      if (box !== null && outcome.kind === 'DONE') noteDeparture(departed, box, item);
    }
  }
  return items.map((item) => outcomes.get(item) ?? unsaid);
}

/** The first, second, … item of each box. */
function roundsOf(items: readonly InvoiceItem[]): InvoiceItem[][] {
  const rounds: InvoiceItem[][] = [];
  for (const ofBox of groupBy(items, ({ orders }) => boxOf(orders[0]) ?? '').values()) {
    ofBox.forEach((item, index) => (rounds[index] ??= []).push(item));
  }
  return rounds;
}

/** After the first round a fault must not take the outcomes of earlier ones with it. */
const upload = (round: number, send: () => Promise<BatchAnswer>): Promise<BatchAnswer | ChannelFault> =>
  send().catch((error: unknown) => {
    if (round === 0 || !(error instanceof ChannelFault)) throw error;
    return error;
  });

function noteDeparture(departed: Map<string, Set<string>>, box: string, item: InvoiceItem): void {
  const lines = departed.get(box) ?? new Set();
  for (const { lineNumber } of item.orders) if (lineNumber !== null) lines.add(lineNumber);
  departed.set(box, lines);
}

/** 출고중지완료: the whole receipt, never a line of it (documented). */
export const approveCancel = (client: CoupangClient): ApproveCancel => ({
  maxBatch: 1,
  unitOf: (claim) => claim.claimNumber ?? claim.key,
  async send(items, context) {
    const outcomes: WriteOutcome[] = [];
    for (const { cancellations } of items) outcomes.push(await stop(client, cancellations, context));
    return outcomes;
  },
});

async function stop(
  client: CoupangClient,
  cancellations: readonly StoredCancellation[],
  context: CallContext,
): Promise<WriteOutcome> {
  const receiptId = cancellations[0]?.claimNumber ?? null;
  const pieces = piecesOf(cancellations);
  if (receiptId === null || pieces === null) return refused;
  const answer = await client.stopShipment(receiptId, pieces, isStopRefusal, context);
  if (answer.kind === 'NO') return { kind: 'REFUSED', refusal: refusalOfNo(answer.no) };
  // The envelope says 200 for FAIL too (documented).
  const code = isRecord(answer.data) ? textOf(answer.data.resultCode) : null;
  const message = isRecord(answer.data) ? textOf(answer.data.resultMessage) : null;
  if (code === 'SUCCESS') return { kind: 'DONE' };
  if (code === null) return unsaid;
  return { kind: 'REFUSED', refusal: refusalOfNo({ code, message }) };
}

/** cancelCountSum of the receipt; the sum over its lines where it is not known. */
function piecesOf(cancellations: readonly StoredCancellation[]): number | null {
  const told = cancellations.find(({ native }) => native.cancelCountSum !== undefined)?.native.cancelCountSum;
  if (told !== undefined && /^\d+$/.test(told)) return Number(told);
  const quantities = cancellations.map(({ cancelQuantity }) => cancelQuantity);
  return quantities.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

const refused: WriteOutcome = { kind: 'REFUSED', refusal: unnameable };
const unsaid: WriteOutcome = { kind: 'UNKNOWN', reason: "Coupang's answer does not mention it" };

const unsure = (fault: ChannelFault): WriteOutcome =>
  fault.mayHaveActed
    ? { kind: 'UNKNOWN', reason: fault.message }
    : {
        kind: 'REFUSED',
        refusal: {
          code: fault.code,
          retryable: fault.retryable,
          channelCode: fault.channelCode,
          channelMessage: fault.channelMessage,
        },
      };

function outcomeOf(answer: BatchAnswer, box: string | null): WriteOutcome {
  if (box === null) return refused;
  if (answer.kind === 'NO') return { kind: 'REFUSED', refusal: refusalOfNo(answer.no) };
  const rows: readonly WireBatchRow[] = answer.rows.filter(({ shipmentBoxId }) => idOf(shipmentBoxId) === box);
  const failed = rows.find(({ succeed }) => !succeed);
  if (failed) return { kind: 'REFUSED', refusal: refusalOfRow(failed) };
  return rows.length > 0 ? { kind: 'DONE' } : unsaid;
}
