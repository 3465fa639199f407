import { describe, expect, it } from '@jest/globals';
import { wordingOf } from './notice-wording';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the words of a notice', () => {
  it('say in plain French what is owed, and that help is there', () => {
    const { text, aboutMoney } = wordingOf('arrears-reminder', { month: '2026-10', owedCents: 4_000 });
    expect(plain(text)).toContain('Votre cotisation d’octobre 2026 n’est pas encore arrivée : il reste 40,00 €.');
    expect(text).toContain('Ce que vous avez sur votre compte reste à vous.');
    expect(aboutMoney).toBe(true);
  });

  it('name each date and amount of a plan', () => {
    const instalments = [
      { amountCents: 1_334, collectOn: '2026-12-05' },
      { amountCents: 1_333, collectOn: '2027-01-05' },
    ];
    expect(plain(wordingOf('arrears-plan', { instalments }).text)).toContain(
      '13,34 € le 5 décembre 2026, 13,33 € le 5 janvier 2027.',
    );
  });

  it('are never missing: what has no words, or lacks a fact, is left to a person and held for money', () => {
    for (const [kind, facts] of [
      ['never-heard-of', {}],
      ['arrears-reminder', {}],
      ['arrears-plan', { instalments: 'x' }],
    ] as const) {
      expect(wordingOf(kind, facts)).toMatchObject({ aboutMoney: true });
      expect(wordingOf(kind, facts).text).toContain('passez nous voir');
    }
  });
});
