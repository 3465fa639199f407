// What a fund's rules say about spending credit and paying outlets, read with every fault named.
import type { Cents } from '../kernel/money';
import {
  amount,
  amountOrNull,
  ascending,
  choice,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  readPlaces,
  type Spot,
  wholeNumber,
  yesOrNo,
} from './document-reading';
import { PAYOUT_RHYTHMS, type PayoutRule, SLIP_PAYEES, type SlipRule, type SpendingRule } from './rules';

const FIELDS = [
  'perPurchaseMaxCents',
  'perDayMaxCents',
  'requestMinutes',
  'refundDays',
  'ticketValuesCents',
  'ticketMonths',
  'slip',
  'payouts',
  'tallyDayMaxCents',
  'outletsSeeInitials',
  'coversAlcohol',
  'coversNonFood',
  'areas',
] as const satisfies readonly (keyof SpendingRule)[];
/** The largest value of a ticket, in cents: 100 €. It is lost like cash. */
const LARGEST_TICKET_CENTS = 10_000;
const REQUEST_MINUTES = { min: 1, max: 1_440, counts: 'minutes' };
const DAYS = { min: 0, max: 366, counts: 'jours' };
const TICKET_MONTHS = { min: 1, max: 60, counts: 'mois' };

/** Reads the axis spending; amounts in cents. A limit or a list of communes left out is none, a yes or no left out is no. */
export function readSpending(spot: Spot): SpendingRule {
  const at = fieldsOf(spot, feminine('la règle des achats'), FIELDS);
  return {
    perPurchaseMaxCents: amountOrNull(at('perPurchaseMaxCents'), masculine('le plafond par achat'), 1),
    perDayMaxCents: amountOrNull(at('perDayMaxCents'), masculine('le plafond par jour'), 1),
    requestMinutes: wholeNumber(at('requestMinutes'), feminine("la durée d'une demande de paiement"), REQUEST_MINUTES),
    refundDays: wholeNumber(at('refundDays'), masculine('le délai pour rembourser un achat'), DAYS),
    ticketValuesCents: readTicketValues(at('ticketValuesCents')),
    ticketMonths: wholeNumber(at('ticketMonths'), feminine("la durée d'un ticket"), TICKET_MONTHS),
    slip: readSlip(at('slip')),
    payouts: readPayouts(at('payouts')),
    tallyDayMaxCents: amountOrNull(at('tallyDayMaxCents'), masculine('le plafond par jour de marché'), 1),
    outletsSeeInitials: yesOrNo(at('outletsSeeInitials'), masculine("l'affichage des initiales au point de vente")),
    coversAlcohol: yesOrNo(at('coversAlcohol'), feminine("la prise en charge de l'alcool")),
    coversNonFood: yesOrNo(at('coversNonFood'), feminine('la prise en charge de ce qui ne se mange pas')),
    areas: readPlaces(at('areas'), 'la liste des communes des points de vente', 'une commune'),
  };
}

function readTicketValues(spot: Spot): Cents[] {
  const name = feminine('la liste des valeurs de tickets');
  const value = feminine("la valeur d'un ticket");
  const values = listOf(spot, name, { least: 0, most: 10 }, (item) =>
    amount(item, value, { from: 1, to: LARGEST_TICKET_CENTS }),
  );
  ascending(spot, name, values);
  return values;
}

function readSlip(spot: Spot): SlipRule {
  const at = fieldsOf(spot, feminine('la règle des fiches de remboursement'), ['ceilingCents', 'paysTo', 'lateDays']);
  return {
    ceilingCents: amount(at('ceilingCents'), masculine("le plafond d'une fiche")),
    paysTo: choice(at('paysTo'), masculine('le choix de qui est payé pour une fiche'), SLIP_PAYEES),
    lateDays: wholeNumber(at('lateDays'), masculine('le délai pour rendre une fiche'), DAYS),
  };
}

function readPayouts(spot: Spot): PayoutRule {
  const at = fieldsOf(spot, feminine('la règle des règlements aux points de vente'), ['every', 'thresholdCents']);
  return {
    every: choice(at('every'), masculine('le rythme des règlements'), PAYOUT_RHYTHMS),
    thresholdCents: amount(at('thresholdCents'), masculine('le montant à partir duquel on règle')),
  };
}
