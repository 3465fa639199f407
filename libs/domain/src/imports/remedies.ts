// What to do about a row that is against the fund's rules: the refusals of admission, each as a French sentence.
import { type Fact, RuleBroken } from '../kernel/rule-broken';

type Facts = Readonly<Record<string, Fact>>;

const REMEDIES: Readonly<Record<string, (facts: Facts) => string>> = {
  'unit-needs-one-person': () =>
    'dans cette caisse, une ligne est une personne, pour sa part entière : retirez la part',
  'birth-month-needed': () => 'les règles pèsent les âges : écrivez le mois de naissance, par exemple 12/1999',
  'field-not-needed': ({ field }) =>
    field === 'bornIn'
      ? 'cette caisse ne demande pas la naissance : videz la cellule'
      : 'cette caisse ne demande pas de cotisation : videz la cellule',
  'pledge-missing': () => 'écrivez la cotisation par mois, en euros',
  'pledge-outside-rules': pledgeRemedy,
  'joined-on-out-of-range': () => "ce jour d'entrée est trop loin d'aujourd'hui : au plus 50 ans avant, un an après",
};

const FIELDS: Readonly<Record<string, string>> = {
  'unit-needs-one-person': 'Part',
  'birth-month-needed': 'Naissance',
  'pledge-missing': 'Cotisation',
  'pledge-outside-rules': 'Cotisation',
  'joined-on-out-of-range': "Date d'entrée",
};

/** A refusal of admission as a row shows it. @throws what is no refusal of a rule */
export function remedyOf(refusal: unknown): { field: string | null; code: string; detail: string } {
  if (!(refusal instanceof RuleBroken)) throw refusal;
  const { code, facts } = refusal;
  const field = code === 'field-not-needed' ? (facts['field'] === 'bornIn' ? 'Naissance' : 'Cotisation') : FIELDS[code];
  return { field: field ?? null, code, detail: REMEDIES[code]?.(facts) ?? 'cette ligne est contraire aux règles' };
}

function pledgeRemedy({ minCents, maxCents, stepCents, bandsCents }: Facts): string {
  if (Array.isArray(bandsCents)) return `écrivez un des paliers : ${bandsCents.map(euros).join(', ')}`;
  const most = maxCents === null ? '' : ` et au plus ${euros(maxCents)}`;
  const step = stepCents === null ? '' : `, par pas de ${euros(stepCents)}`;
  return `écrivez au moins ${euros(minCents)}${most}${step}`;
}

const euros = (amount: Fact | undefined): string => `${(Number(amount) / 100).toFixed(2).replace('.', ',')} €`;
