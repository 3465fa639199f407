import { newId } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { cents } from '../kernel/money';
import { MembersQuery } from '../members/members.query';
import { SeparateHouseholdUseCase } from '../members/separate-household.use-case';
import { AssignCardUseCase } from './assign-card.use-case';
import { BlockCardUseCase } from './block-card.use-case';
import { CardsQuery } from './cards.query';
import type { NewCard } from './cards.store';
import { numberFrom } from './checked-number';
import { GiveMemberNumberUseCase } from './give-member-number.use-case';
import { IdentifyHolderUseCase, type ShownAtTill } from './identify-holder.use-case';
import { IssueCardUseCase } from './issue-card.use-case';
import { MakeCardsUseCase } from './make-cards.use-case';
import { MOST_WRONG_PINS } from './pin';
import { ReplaceCardUseCase } from './replace-card.use-case';
import { SetPinUseCase } from './set-pin.use-case';
import { UnblockCardUseCase } from './unblock-card.use-case';
import { UnlockPinUseCase } from './unlock-pin.use-case';

let rooms: Rooms;
let other: LivingFund;
let theirs: NewCard;
let fund: LivingFund;
let unit: string;
let ada: string;

const PIN = '4071';
const WRONG = '4072';
const peopleOf = async (of: LivingFund, unitId: string): Promise<string[]> =>
  ((await of.read(() => rooms.get(MembersQuery).unit(unitId)))?.people ?? []).map(({ personId }) => personId);
const issue = (personId = ada) => rooms.get(IssueCardUseCase).run({ personId, accountUnitId: null });
const setPin = (chosen: string | null = PIN, personId = ada) => rooms.get(SetPinUseCase).run({ personId, chosen });
const identify = (shown: ShownAtTill) => rooms.get(IdentifyHolderUseCase).run(shown);
const block = (cardId: string, of: readonly string[] | null = null) =>
  rooms.get(BlockCardUseCase).run({ cardId, reason: 'lost', of });
const assign = (cardNo: string, personId = ada) =>
  rooms.get(AssignCardUseCase).run({ cardNo, to: { personId }, accountUnitId: null });
const replace = (cardId: string, by: string | null = null) => rooms.get(ReplaceCardUseCase).run({ cardId, by });
const holder = () => fund.read(() => rooms.get(CardsQuery).holder(ada));

/** How a try at the till ends: identified, or the code and what is left. */
function tried(shown: ShownAtTill): Promise<string> {
  return fund.as(() =>
    identify(shown).then(
      () => 'identified',
      (error: unknown) => {
        const { code, facts } = error as { code: string; facts: Record<string, unknown> };
        return [code, ...Object.values(facts)].join(' ');
      },
    ),
  );
}

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'flers' }, async (neighbour) => {
    const [personId = ''] = await peopleOf(neighbour, await neighbour.admit());
    theirs = await neighbour.as(() => issue(personId));
    await neighbour.as(() => setPin(PIN, personId));
  });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  fund = await rooms.fund({ preset: 'flers', rules: (rules) => ({ ...rules, unit: 'household' }) });
  unit = await fund.admit({
    persons: [
      { name: 'Ada', bornIn: null },
      { name: 'Bob', bornIn: null },
    ],
  });
  ada = (await peopleOf(fund, unit))[0] ?? '';
});

describe('a card', () => {
  it('is printed for nobody, handed to one person by its number, and says at a till who they are and what they spend', async () => {
    const { batchId, cards } = await fund.as(() => rooms.get(MakeCardsUseCase).run({ count: 10 }));
    expect(new Set(cards.map(({ cardNo }) => cardNo)).size).toBe(10);
    const [card = theirs] = cards;
    await fund.as(() => assign(` ${card.cardNo.toLowerCase()} `));
    const once = await fund.everyRow();
    expect(await fund.as(() => assign(card.cardNo))).toEqual(card);
    expect(await fund.everyRow()).toEqual(once);
    await fund.as(() => setPin());
    expect(await fund.as(() => identify({ cardNo: card.cardNo, pin: PIN }))).toEqual({
      accountUnitId: unit,
      personId: ada,
      cardId: card.cardId,
    });
    const all = { personId: null, batchId, state: null };
    const page = { after: null, limit: 20 };
    expect(await fund.read(() => rooms.get(CardsQuery).cards(all, page))).toHaveLength(10);
    expect(await fund.read(() => rooms.get(CardsQuery).batches(page))).toMatchObject([{ cards: 10, unassigned: 9 }]);
  });

  it('is handed to one of two who are given it at the same moment', async () => {
    const [, bob = ''] = await peopleOf(fund, unit);
    const { cards } = await fund.as(() => rooms.get(MakeCardsUseCase).run({ count: 1 }));
    const number = cards[0]?.cardNo ?? '';
    const both = await Promise.allSettled([ada, bob].map((personId) => fund.as(() => assign(number, personId))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is blocked by its own person or the fund, nobody else, and works again once it was found', async () => {
    const { cardId, cardNo } = await fund.as(() => issue());
    await fund.as(() => setPin());
    const [, bob = ''] = await peopleOf(fund, unit);
    expect(await refused(fund, () => block(cardId, [bob]))).toBe('card-unknown');
    await fund.as(() => block(cardId, [ada]));
    const once = await fund.everyRow();
    await fund.as(() => block(cardId));
    expect(await fund.everyRow()).toEqual(once);
    expect(await tried({ cardNo, pin: PIN })).toBe('card-blocked');
    await fund.as(() => rooms.get(UnblockCardUseCase).run({ cardId }));
    expect(await tried({ cardNo, pin: PIN })).toBe('identified');
  });

  it('that is replaced never works again, and the new one is the same person’s', async () => {
    const old = await fund.as(() => issue());
    await fund.as(() => setPin());
    const { cards } = await fund.as(() => rooms.get(MakeCardsUseCase).run({ count: 1 }));
    const young = await fund.as(() => replace(old.cardId, cards[0]?.cardNo ?? ''));
    expect(await tried({ cardNo: old.cardNo, pin: PIN })).toBe('card-replaced');
    expect(await fund.as(() => identify({ cardNo: young.cardNo, pin: PIN }))).toMatchObject({ personId: ada });
    expect(await refused(fund, () => replace(old.cardId))).toBe('card-replaced');
    expect(await refused(fund, () => rooms.get(UnblockCardUseCase).run({ cardId: old.cardId }))).toBe('card-replaced');
    expect(await refused(fund, () => replace(young.cardId, young.cardNo))).toBe('card-not-free');
  });

  it('goes along with who leaves its household, and pays from their own account from that day on', async () => {
    await fund.morning('2026-11-10');
    const { cardNo } = await fund.as(() => issue());
    await fund.as(() => setPin());
    const { newUnitId, fromMonth } = await fund.as(() =>
      rooms.get(SeparateHouseholdUseCase).run({
        accountUnitId: unit,
        leaving: [ada],
        label: 'Ada',
        area: null,
        parts: { staying: 1, leaving: 1 },
        monthlyNetIncome: null,
        pledge: cents(6_000),
      }),
    );
    await fund.morning(`${fromMonth}-02`);
    expect(await fund.as(() => identify({ cardNo, pin: PIN }))).toMatchObject({
      accountUnitId: newUnitId,
      personId: ada,
    });
  });

  it('of another fund is unknown, as is one that was never made; a slip of the finger is told as such', async () => {
    await fund.as(() => setPin());
    expect(await tried({ cardNo: theirs.cardNo, pin: PIN })).toBe('card-unknown');
    expect(await refused(fund, () => assign(theirs.cardNo))).toBe('card-unknown');
    expect(await refused(fund, () => replace(theirs.cardId))).toBe('card-unknown');
    expect(await refused(fund, () => block(theirs.cardId))).toBe('card-unknown');
    expect(await refused(fund, () => rooms.get(UnblockCardUseCase).run({ cardId: newId() }))).toBe('card-unknown');
    const wrong = theirs.cardNo.slice(0, -1) + (theirs.cardNo.endsWith('X') ? 'Y' : 'X');
    expect(await tried({ cardNo: wrong, pin: PIN })).toBe('number-mistyped cardNo');
    expect(await refused(fund, () => assign(wrong))).toBe('number-mistyped');
  });

  it('is for people of the fund who have an account', async () => {
    expect(await refused(fund, () => issue(newId()))).toBe('person-not-in-fund');
    const { cards } = await fund.as(() => rooms.get(MakeCardsUseCase).run({ count: 1 }));
    expect(await refused(fund, () => assign(cards[0]?.cardNo ?? '', newId()))).toBe('person-not-in-fund');
    expect(await tried({ cardNo: cards[0]?.cardNo ?? '', pin: PIN })).toBe('card-not-assigned');
    const toNobody = {
      cardNo: cards[0]?.cardNo ?? '',
      to: { memberNo: numberFrom('M', newId()) },
      accountUnitId: null,
    };
    expect(await refused(fund, () => rooms.get(AssignCardUseCase).run(toNobody))).toBe('member-number-unknown');
  });
});

describe('a member number', () => {
  it('is given once, and says with the PIN who somebody is', async () => {
    const give = () => fund.as(() => rooms.get(GiveMemberNumberUseCase).run({ personId: ada }));
    const { memberNo } = await give();
    expect((await give()).memberNo).toBe(memberNo);
    expect(await tried({ memberNo: memberNo ?? '', pin: PIN })).toBe('pin-not-set');
    await fund.as(() => setPin());
    expect(await fund.as(() => identify({ memberNo: memberNo ?? '', pin: PIN }))).toEqual({
      accountUnitId: unit,
      personId: ada,
      cardId: null,
    });
  });
});

describe('a PIN', () => {
  it('is nowhere in the database, and the same PIN of two people leaves two digests', async () => {
    const [, bob = ''] = await peopleOf(fund, unit);
    const { pin } = await fund.as(() => setPin(null));
    expect(pin).toMatch(/^\d{4}$/);
    await fund.as(() => setPin(pin, bob));
    const digests = await rooms.database.asOwner('select pin_digest from cards.holder where tenant_id = $1', [fund.id]);
    expect(new Set(digests.map((row) => row['pin_digest'])).size).toBe(2);
    expect(JSON.stringify(digests)).not.toContain(pin);
    expect(await refused(fund, () => setPin('1234'))).toBe('pin-too-simple');
  });

  it('is counted exactly, though every answer is a refusal: of fifty at once four are wrong, the others find it locked', async () => {
    const { cardNo } = await fund.as(() => issue());
    await fund.as(() => setPin());
    const answers = await Promise.all(Array.from({ length: 50 }, () => tried({ cardNo, pin: WRONG })));
    expect(answers.filter((one) => one.startsWith('pin-wrong')).sort()).toEqual(
      Array.from({ length: MOST_WRONG_PINS - 1 }, (_none, left) => `pin-wrong ${left + 1}`),
    );
    expect(answers.filter((one) => one === 'pin-locked')).toHaveLength(50 - MOST_WRONG_PINS + 1);
    expect(await holder()).toMatchObject({ pin: 'locked', triesLeft: 0 });
    expect(await tried({ cardNo, pin: PIN })).toBe('pin-locked');
    await fund.as(() => rooms.get(UnlockPinUseCase).run({ personId: ada }));
    expect(await tried({ cardNo, pin: PIN })).toBe('identified');
  });

  it('that is right makes earlier slips forgotten; another one that is chosen unlocks', async () => {
    const { cardNo } = await fund.as(() => issue());
    await fund.as(() => setPin());
    for (let wrong = 1; wrong < MOST_WRONG_PINS; wrong += 1) await tried({ cardNo, pin: WRONG });
    expect(await tried({ cardNo, pin: PIN })).toBe('identified');
    expect(await holder()).toMatchObject({ pin: 'set', triesLeft: MOST_WRONG_PINS });
    for (let wrong = 0; wrong < MOST_WRONG_PINS; wrong += 1) await tried({ cardNo, pin: WRONG });
    await fund.as(() => setPin('90210'));
    expect([await tried({ cardNo, pin: PIN }), await tried({ cardNo, pin: '90210' })]).toEqual([
      'pin-wrong 4',
      'identified',
    ]);
  });

  it('is not asked for within a transaction, whose end could undo what was counted', async () => {
    const { cardNo } = await fund.as(() => issue());
    await expect(fund.read(() => identify({ cardNo, pin: WRONG }))).rejects.toThrow('stands apart');
  });

  it('of a person the fund does not know is neither set nor unlocked', async () => {
    expect(await refused(fund, () => setPin(PIN, newId()))).toBe('person-not-in-fund');
    expect(await refused(fund, () => rooms.get(UnlockPinUseCase).run({ personId: newId() }))).toBe(
      'person-not-in-fund',
    );
    expect(await refused(fund, () => rooms.get(UnlockPinUseCase).run({ personId: ada }))).toBe('pin-not-set');
    expect(await refused(other, () => setPin(PIN, ada))).toBe('person-not-in-fund');
    const gift = () => rooms.get(GiveMemberNumberUseCase).run({ personId: newId() });
    expect(await refused(fund, gift)).toBe('person-not-in-fund');
  });
});
