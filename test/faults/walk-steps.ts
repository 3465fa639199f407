// What can happen in a random walk: each step is what somebody does in a fund, with what is known of it so far.
import type { Caller } from '../support/api-process';
import type { Shop } from './shop';
import type { Hand } from './walk';

/** A fund as the walk knows it: what it saw made and may use, also when somebody else used it already. */
export interface Ground extends Shop {
  readonly cards: readonly { cardId: string; cardNo: string }[];
  readonly bought: { at: Caller; purchaseId: string }[];
  readonly codes: string[];
  readonly requests: { at: Caller; requestId: string }[];
  readonly tickets: { ticketId: string; ticketNo: string }[];
  readonly redeemed: string[];
  readonly slips: string[];
  readonly paidSlips: { batchId: string; entryId: string }[];
  /** What day it is there. */
  today: string;
}

/** One thing that somebody does. */
export type Step = (hand: Hand, ground: Ground) => Promise<unknown>;

const PIN = '4071';
const cents = (hand: Hand): number => 1 + Math.floor(hand.chance() * 1_500);

const buyByPhone: Step = async (hand, ground) => {
  const [buyer, stall] = [hand.oneOf(ground.buyers), hand.oneOf(ground.stalls)];
  const body = { accountUnitId: buyer.unitId, amountCents: cents(hand) };
  const path = `/api/tills/${stall.outletNo}/purchases`;
  const paid = await hand.write('purchase', { by: buyer.caller, path, body });
  if (paid) ground.bought.push({ at: stall.caller, purchaseId: String(paid['purchaseId']) });
};

const buyByCard: Step = async (hand, ground) => {
  const stall = hand.oneOf(ground.stalls);
  const body = { cardNo: hand.oneOf(ground.cards).cardNo, pin: PIN, amountCents: cents(hand) };
  const paid = await hand.write('purchase', { by: stall.caller, path: '/api/outlet-screen/purchases', body });
  if (paid) ground.bought.push({ at: stall.caller, purchaseId: String(paid['purchaseId']) });
};

const askForPayment: Step = async (hand, ground) => {
  const stall = hand.oneOf(ground.stalls);
  const body = { amountCents: cents(hand) };
  const asked = await hand.write('request', { by: stall.caller, path: '/api/outlet-screen/requests', body });
  if (!asked) return;
  ground.codes.push(String(asked['code']));
  ground.requests.push({ at: stall.caller, requestId: String(asked['requestId']) });
};

const withdrawRequest: Step = async (hand, ground) => {
  const last = ground.requests.pop(); // nobody else withdraws it: doing that again would be answered the same
  if (!last) return;
  const { at, requestId } = last;
  await hand.write('withdrawn', { by: at, path: `/api/outlet-screen/requests/${requestId}/withdraw` });
};

// Until it is locked, unless somebody pays with the right one meanwhile; then the counter unlocks it, or its owner does.
const tryPins: Step = async (hand, ground) => {
  const place = Math.floor(hand.chance() * ground.cards.length);
  const [card, owner] = [ground.cards[place], ground.buyers[place]];
  if (!card || !owner) return;
  const by = hand.oneOf(ground.stalls).caller;
  for (let tries = 0; tries < 6; tries += 1) {
    const body = { cardNo: card.cardNo, pin: '9173', amountCents: cents(hand) };
    const paid = await hand.write('wrong pin', { by, path: '/api/outlet-screen/purchases', body });
    if (paid) hand.wrongs.push(`a wrong PIN paid ${JSON.stringify(paid)}`);
  }
  await (hand.chance() < 0.5
    ? hand.write('unlocked', { by: ground.coordinator, path: `/api/persons/${owner.personId}/pin/unlock` })
    : hand.write('pin', { by: owner.caller, path: '/api/my-pin', body: { pin: PIN } }));
};

const payRequest: Step = async (hand, ground) => {
  if (ground.codes.length === 0) return;
  const buyer = hand.oneOf(ground.buyers);
  const path = `/api/payment-requests/${hand.oneOf(ground.codes.slice(-5))}/purchases`;
  await hand.write('purchase', { by: buyer.caller, path, body: { accountUnitId: buyer.unitId } });
};

const refund: Step = async (hand, ground) => {
  if (ground.bought.length === 0) return;
  const { at, purchaseId } = hand.oneOf(ground.bought);
  const by = hand.chance() < 0.5 ? at : ground.coordinator;
  const body = { amountCents: cents(hand), reason: 'abîmé' };
  await hand.write('refund', { by, path: `/api/purchases/${purchaseId}/refunds`, body });
};

const issueTickets: Step = async (hand, ground) => {
  const path = `/api/account-units/${hand.oneOf(ground.buyers).unitId}/ticket-sheets`;
  const body = { tickets: [{ valueCents: 500, count: 2 }] };
  const sheet = await hand.write('tickets issued', { by: ground.coordinator, path, body });
  ground.tickets.push(...((sheet?.['tickets'] ?? []) as Ground['tickets']));
};

const useTicket: Step = async (hand, ground) => {
  if (ground.tickets.length === 0) return;
  const ticket = hand.oneOf(ground.tickets);
  const body = { ticketNos: [ticket.ticketNo] };
  const back = hand.chance() < 0.3;
  const done = await (back
    ? hand.write('tickets taken back', { by: ground.coordinator, path: '/api/tickets/take-back', body })
    : hand.write('tickets redeemed', { by: hand.oneOf(ground.stalls).caller, path: '/api/tickets/redeem', body }));
  if (done && !back) ground.redeemed.push(ticket.ticketId);
};

const undoTicket: Step = async (hand, ground) => {
  if (ground.redeemed.length === 0) return;
  const path = `/api/tickets/${hand.oneOf(ground.redeemed)}/undo`;
  await hand.write('ticket undone', { by: ground.coordinator, path, body: { reason: 'saisi deux fois' } });
};

const issueSlip: Step = async (hand, ground) => {
  const body = { accountUnitId: hand.oneOf(ground.buyers).unitId, ceilingCents: 1_500 };
  const slip = await hand.write('slip issued', { by: ground.coordinator, path: '/api/slips', body });
  if (slip) ground.slips.push(String(slip['slipNumber']));
};

// One envelope, or two with the same paper at the same moment: one of them stays open for ever.
const enterSlip: Step = async (hand, ground) => {
  if (ground.slips.length === 0) return;
  const amountCents = cents(hand);
  const paper = {
    slipNumber: hand.oneOf(ground.slips),
    outletNo: hand.oneOf(ground.stalls).outletNo,
    boughtOn: ground.today,
    lines: [{ amountCents }],
  };
  const envelope = { controlCount: 1, controlCents: amountCents };
  const batches: string[] = [];
  while (batches.length < (hand.chance() < 0.2 ? 2 : 1)) {
    const batch = await hand.write('batch', { by: ground.volunteer, path: '/api/slip-batches', body: envelope });
    batches.push(String(batch?.['batchId']));
  }
  await Promise.all(
    batches.map(async (batchId) => {
      const at = `/api/slip-batches/${batchId}`;
      const entered = await hand.write('slip entered', { by: ground.volunteer, path: `${at}/entries`, body: paper });
      if (!entered) return;
      await hand.write('batch closed', { by: ground.volunteer, path: `${at}/close`, body: {} });
      const sign = { by: ground.coordinator, path: `${at}/validate`, body: {} };
      const validated = await hand.write('batch validated', sign);
      const [entry] = entered['papers'] as { entryId: string }[];
      if (validated?.['accepted'] === 1 && entry) ground.paidSlips.push({ batchId, entryId: entry.entryId });
    }),
  );
};

const undoSlip: Step = async (hand, ground) => {
  if (ground.paidSlips.length === 0) return;
  const { batchId, entryId } = hand.oneOf(ground.paidSlips);
  const path = `/api/slip-batches/${batchId}/entries/${entryId}/undo`;
  await hand.write('slip undone', { by: ground.coordinator, path, body: { reason: 'mauvais point de vente' } });
};

const suspend: Step = async (hand, ground) => {
  const at = `/api/outlets/${hand.oneOf(ground.stalls).outletId}`;
  const call = { by: ground.coordinator, body: { explanation: 'À sa demande' } };
  await hand.write('suspended', { ...call, path: `${at}/suspend` });
  await hand.write('resumed', { ...call, path: `${at}/resume` });
};

const block: Step = async (hand, ground) => {
  const at = `/api/cards/${hand.oneOf(ground.cards).cardId}`;
  await hand.write('blocked', { by: ground.coordinator, path: `${at}/block`, body: { reason: 'lost' } });
  await hand.write('unblocked', { by: ground.coordinator, path: `${at}/unblock` });
};

const payOut: Step = async (hand, { coordinator, treasurer, today }) => {
  await hand.write('drafted', { by: treasurer, path: '/api/payouts/drafts', body: { through: today } });
  const { items } = await hand.read({ by: treasurer, path: '/api/payouts?state=draft' });
  const payouts = (items as { payoutId: string; netCents: number }[])
    .filter(({ netCents }) => netCents > 0)
    .map(({ payoutId, netCents }) => ({ payoutId, netCents }));
  if (payouts.length === 0) return;
  const prepared = await hand.write('prepared', {
    by: treasurer,
    path: '/api/payouts/seals',
    body: { payouts, method: 'cheque' },
  });
  const sign = `/api/approvals/${String(prepared?.['approvalId'])}/confirmation`;
  if (!prepared || !(await hand.write('sealed', { by: coordinator, path: sign, body: {} }))) return;
  for (const { payoutId } of payouts) {
    const at = `/api/payouts/${payoutId}`;
    await (hand.chance() < 0.7
      ? hand.write('paid', {
          by: treasurer,
          path: `${at}/payment`,
          body: { paidOn: today, reference: 'CHQ 17' },
        })
      : hand.write('rejected', { by: treasurer, path: `${at}/rejection`, body: { reason: 'compte clos' } }));
  }
};

/** What happens, with how often. */
const STEPS: readonly (readonly [number, Step])[] = [
  [30, buyByPhone],
  [15, buyByCard],
  [8, askForPayment],
  [10, payRequest],
  [15, refund],
  [4, withdrawRequest],
  [2, tryPins],
  [6, issueTickets],
  [10, useTicket],
  [3, undoTicket],
  [8, issueSlip],
  [8, enterSlip],
  [4, undoSlip],
  [2, suspend],
  [2, block],
  [2, payOut],
];

/** One step at random. */
export function anyStep(hand: Hand): Step {
  let left = hand.chance() * STEPS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, step] of STEPS) {
    left -= weight;
    if (left < 0) return step;
  }
  return buyByPhone;
}

/** Gives every member a card and a PIN. */
export async function groundOf(hand: Hand, shop: Shop): Promise<Ground> {
  const cards: { cardId: string; cardNo: string }[] = [];
  for (const { personId, caller } of shop.buyers) {
    const path = `/api/persons/${personId}/cards`;
    const card = await hand.write('card', { by: shop.coordinator, path, body: {} });
    await hand.write('pin', { by: caller, path: '/api/my-pin', body: { pin: PIN } });
    cards.push({ cardId: String(card?.['cardId']), cardNo: String(card?.['cardNo']) });
  }
  const seen = { bought: [], codes: [], requests: [], tickets: [], redeemed: [], slips: [], paidSlips: [] };
  return { ...shop, cards, ...seen, today: '2026-11-06' };
}
