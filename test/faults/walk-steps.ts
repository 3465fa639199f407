// What can happen in a random walk: each step is what somebody does in a fund, with what is known of it so far.
import type { Caller } from '../support/api-process';
import type { Shop } from './shop';
import type { Hand } from './walk';

/** A fund as the walk knows it: what it saw made and may use, also when somebody else used it already. */
export interface Ground extends Shop {
  readonly cards: readonly { cardId: string; cardNo: string }[];
  readonly bought: { at: Caller; purchaseId: string }[];
  readonly codes: string[];
  readonly ticketNos: string[];
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
  if (asked) ground.codes.push(String(asked['code']));
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
  for (const { ticketNo } of (sheet?.['tickets'] ?? []) as { ticketNo: string }[]) ground.ticketNos.push(ticketNo);
};

const useTicket: Step = async (hand, ground) => {
  if (ground.ticketNos.length === 0) return;
  const body = { ticketNos: [hand.oneOf(ground.ticketNos)] };
  const back = hand.chance() < 0.3;
  await (back
    ? hand.write('tickets taken back', { by: ground.coordinator, path: '/api/tickets/take-back', body })
    : hand.write('tickets redeemed', { by: hand.oneOf(ground.stalls).caller, path: '/api/tickets/redeem', body }));
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

const payOut: Step = async (hand, { coordinator, treasurer }) => {
  await hand.write('drafted', { by: treasurer, path: '/api/payouts/drafts', body: { through: '2026-11-06' } });
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
          body: { paidOn: '2026-11-06', reference: 'CHQ 17' },
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
  [6, issueTickets],
  [10, useTicket],
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
  return { ...shop, cards, bought: [], codes: [], ticketNos: [] };
}
