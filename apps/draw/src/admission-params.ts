// What a council decided for an admission draw, from a file: every field by name, and what is not understood refused in French.
import { type BudgetBasis, type StratumBound, type TicketRule } from '#domain/lotteries';
import { BadInput } from './bad-input';
import { euros, plainName } from './waiting-file';

/** The terms of a draw as the file says. Amounts in cents a month. */
export interface AdmissionParams {
  readonly mode: 'simple' | 'budget';
  readonly least: number | null;
  readonly most: number | null;
  /** The budget as given, or what it is reckoned from; null: none. */
  readonly budget: number | BudgetBasis | null;
  readonly defaultBasisPoints: number;
  /** The allocation of everybody, where the list has no such column. */
  readonly allocation: number | null;
  readonly bands: readonly number[];
  readonly tickets: Omit<TicketRule, 'firstAfterMonths'> & { readonly firstAfterMonths: number | 'list' | null };
  readonly strata: readonly StratumBound[];
  readonly maxChanceRatio: number | null;
  /** By how much the budget grows each month as things stand; null: reckoned from the basis, or not known. */
  readonly growth: number | null;
  readonly panels: number | null;
  /** What was not understood and changes nothing, in French. */
  readonly warnings: readonly string[];
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  mode: ['mode'],
  places: ['places'],
  min_size: ['min_size', 'n_min', 'min_places'],
  max_size: ['max_size', 'n_max', 'max_places'],
  budget: ['budget'],
  contributions: ['contributions', 'cotisations'],
  allocations: ['allocations'],
  reserve: ['reserve'],
  floor: ['floor', 'plancher'],
  subsidies: ['subsidies', 'subventions'],
  horizon_months: ['horizon_months', 'horizon', 'horizon_mois'],
  default_rate: ['default_rate', 'taux_impayes'],
  allocation: ['allocation'],
  bands: ['bands', 'contribution_bands', 'paliers'],
  tickets: ['tickets'],
  tickets_most: ['tickets_most', 'max_tickets', 'tickets_max'],
  first_after_months: ['first_after_months', 'first_served_after', 'premiers_apres_mois'],
  strata: ['strata', 'quotas', 'strates'],
  max_chance_ratio: ['max_chance_ratio', 'rho', 'ecart_max'],
  growth: ['growth', 'monthly_growth', 'croissance'],
  panels: ['panels', 'listes'],
};
const AMOUNTS = [
  'budget',
  'contributions',
  'allocations',
  'reserve',
  'floor',
  'subsidies',
  'allocation',
  'growth',
  'bands',
];
const BASIS = ['contributions', 'allocations', 'reserve', 'floor', 'subsidies', 'horizon_months'];

/** Reads the terms. @throws BadInput naming the fields and what to write instead */
export function readParams(file: unknown): AdmissionParams {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw new BadInput(['Réglages : donnez un objet JSON, par exemple {"mode": "simple", "places": 10}.']);
  }
  const reader = new Reader(file as Readonly<Record<string, unknown>>);
  const defaultBasisPoints = Math.round(reader.number('default_rate', { low: 0, high: 1 }, 0) * 10_000);
  const budget = reader.budget(defaultBasisPoints);
  const params: AdmissionParams = {
    mode: reader.word('mode', MODES, budget === null ? 'simple' : 'budget'),
    ...reader.size(),
    budget,
    defaultBasisPoints,
    allocation: reader.amount('allocation'),
    bands: reader.amounts('bands'),
    tickets: reader.tickets(),
    strata: reader.strata(),
    maxChanceRatio: reader.ratio(),
    growth: reader.amount('growth'),
    panels: reader.whole('panels', 1, 100_000),
    warnings: reader.warnings,
  };
  reader.finish(params);
  return params;
}

const MODES = {
  simple: ['simple', 'default', 'defaut', 'places'],
  budget: ['budget', 'budget_aware', 'budgete'],
} as const;
const TICKETS = {
  equal: ['equal', 'egal', 'egaux', '1'],
  waiting: ['waiting', 'attente', 'months', 'mois', 'months_waited'],
} as const;

/** Takes fields out of the file one by one, and collects what cannot be read. */
class Reader {
  private readonly values = new Map<
    string,
    { readonly value: unknown; readonly inCents: boolean; readonly key: string }
  >();
  private readonly faults: string[] = [];
  readonly warnings: string[] = [];

  constructor(file: Readonly<Record<string, unknown>>) {
    for (const [key, value] of Object.entries(file)) {
      const name = plainName(key);
      const bare = name.replace(/_(cents|centimes|euros|eur)$/, '');
      const field = Object.keys(ALIASES).find((one) => ALIASES[one]?.includes(bare));
      if (field === undefined) this.unknown(key);
      else this.values.set(field, { value, inCents: /_(cents|centimes)$/.test(name), key });
    }
  }

  word<Word extends string>(field: string, words: Readonly<Record<Word, readonly string[]>>, otherwise: Word): Word {
    const value = this.valueOf(field);
    if (value === null) return otherwise;
    const all = Object.keys(words) as Word[];
    const found = all.find((one) => words[one].includes(plainName(String(value))));
    return found ?? this.refuse(field, `écrivez ${all.map((one) => `"${one}"`).join(' ou ')}`, otherwise);
  }

  number(field: string, { low, high }: { readonly low: number; readonly high: number }, otherwise: number): number {
    const value = this.valueOf(field);
    if (value === null) return otherwise;
    const number = typeof value === 'number' ? value : Number(String(value).replace(',', '.'));
    if (Number.isFinite(number) && number >= low && number <= high) return number;
    return this.refuse(field, `écrivez un nombre de ${low} à ${high}`, otherwise);
  }

  whole(field: string, low: number, high: number): number | null {
    if (this.valueOf(field) === null) return null;
    const number = this.number(field, { low, high }, low);
    return Number.isInteger(number) ? number : this.refuse(field, 'écrivez un nombre entier', null);
  }

  amount(field: string): number | null {
    const value = this.valueOf(field);
    return value === null ? null : this.cents(field, value);
  }

  amounts(field: string): number[] {
    const value = this.valueOf(field);
    if (value === null) return [];
    if (!Array.isArray(value)) return this.refuse(field, 'écrivez une liste de montants, par exemple [0, 20, 50]', []);
    return value.map((one) => this.cents(field, one) ?? 0).sort((a, b) => a - b);
  }

  budget(defaultBasisPoints: number): number | BudgetBasis | null {
    const given = this.amount('budget');
    if (given !== null) return given;
    const named = BASIS.filter((field) => this.valueOf(field) !== null);
    if (named.length === 0) return null;
    const basis = {
      reserve: this.amount('reserve') ?? 0,
      floor: this.amount('floor') ?? 0,
      subsidies: this.amount('subsidies') ?? 0,
      contributions: this.amount('contributions') ?? 0,
      allocations: this.amount('allocations') ?? 0,
      horizonMonths: this.whole('horizon_months', 1, 120) ?? 12,
      defaultBasisPoints,
    };
    return basis as unknown as BudgetBasis;
  }

  size(): { readonly least: number | null; readonly most: number | null } {
    const most = this.whole('max_size', 0, 100_000) ?? this.whole('places', 0, 100_000);
    const least = this.whole('min_size', 0, 100_000);
    return { least: least === 0 ? null : least, most };
  }

  tickets(): AdmissionParams['tickets'] {
    const first = this.valueOf('first_after_months');
    const byList = typeof first === 'string' && ['list', 'liste', 'auto'].includes(plainName(first));
    return {
      mode: this.word('tickets', TICKETS, 'equal'),
      most: this.whole('tickets_most', 1, 10_000),
      firstAfterMonths: byList ? 'list' : this.whole('first_after_months', 1, 1_000),
    };
  }

  ratio(): number | null {
    if (!this.values.has('max_chance_ratio')) return 1;
    const value = this.valueOf('max_chance_ratio');
    if (value === null || ['none', 'aucun', 'null'].includes(plainName(String(value)))) return null;
    return this.number('max_chance_ratio', { low: 1, high: 1e6 }, 1);
  }

  strata(): StratumBound[] {
    const value = this.valueOf('strata');
    if (value === null) return [];
    const form = 'écrivez une liste comme [{"column": "secteur", "value": "Nord", "min": 1, "max": 3}]';
    if (!Array.isArray(value)) return this.refuse('strata', form, []);
    return value.map((one: unknown) => stratumOf(one) ?? this.refuse('strata', form, NO_STRATUM));
  }

  finish({ mode, budget, most }: Pick<AdmissionParams, 'mode' | 'budget' | 'most'>): void {
    if (mode === 'budget' && budget === null) {
      this.faults.push(
        'Réglages : en mode "budget", donnez "budgetCents", ou reserveCents, floorCents, contributionsCents…',
      );
    }
    if (mode === 'simple' && most === null && budget === null) {
      this.faults.push('Réglages : donnez "places", le nombre de places, ou "budgetCents", dont il est déduit.');
    }
    if (this.faults.length > 0) throw new BadInput(this.faults);
  }

  private valueOf(field: string): unknown {
    const value = this.values.get(field)?.value;
    return value === undefined || value === '' ? null : value;
  }

  /** With `Cents` behind the name it is cents; a bare name is euros, in figures or as people write them. */
  private cents(field: string, value: unknown): number | null {
    const inCents = this.values.get(field)?.inCents === true;
    if (inCents && typeof value === 'number' && Number.isSafeInteger(value)) return value;
    const text = String(value);
    const read = inCents ? (/^-?\d{1,12}$/.test(text) ? Number(text) : null) : euros(text);
    const form = inCents
      ? 'un nombre entier de centimes'
      : 'un montant en euros, ou en centimes sous un nom en « Cents »';
    return read ?? this.refuse(field, `écrivez ${form}`, null);
  }

  private refuse<Value>(field: string, remedy: string, otherwise: Value): Value {
    const { key, value } = this.values.get(field) ?? { key: field, value: null };
    this.faults.push(`Réglages, « ${key} » : ${JSON.stringify(value)} ne se comprend pas ; ${remedy}.`);
    return otherwise;
  }

  private unknown(key: string): void {
    const known = Object.keys(ALIASES).map((one) => (AMOUNTS.includes(one) ? `${camel(one)}Cents` : camel(one)));
    this.warnings.push(`Réglages, « ${key} » n’est pas connu et ne change rien ; les noms sont : ${known.join(', ')}.`);
  }
}

const NO_STRATUM: StratumBound = { column: '', value: '', min: null, max: null };
const camel = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function stratumOf(one: unknown): StratumBound | null {
  if (typeof one !== 'object' || one === null) return null;
  const { column, feature, criterion, value, min, max } = one as Readonly<Record<string, unknown>>;
  const name = column ?? feature ?? criterion;
  const isBound = (bound: unknown): bound is number | null =>
    bound === null || (Number.isInteger(bound) && Number(bound) >= 0);
  const [low, high] = [min ?? null, max ?? null];
  if (typeof name !== 'string' || !['string', 'number'].includes(typeof value) || !isBound(low) || !isBound(high))
    return null;
  return { column: name, value: String(value), min: low, max: high };
}
