// What spending can be refused with: a part of the catalogue of problems.
import { kind, type ProblemKind } from './problem-kind';

/** Code to status and title. */
export const PROBLEMS_OF_SPENDING: Readonly<Record<string, ProblemKind>> = {
  // At the till
  'balance-too-low': kind(
    409,
    'Le compte ne contient pas assez : payez la part indiquée avec le compte, et le reste au point de vente',
  ),
  'account-paused': kind(409, 'Ce compte est en pause ce mois-ci : il ne peut pas payer avant la fin de la pause'),
  'outlet-not-approved': kind(409, "Ce point de vente n'est pas conventionné : le compte ne peut pas y payer"),
  'outlet-suspended': kind(
    409,
    'La convention de ce point de vente est suspendue : le compte ne peut pas y payer pour le moment',
  ),
  'product-not-covered': kind(
    409,
    'Rien de ce panier n’est pris en charge ici aujourd’hui : vérifiez les produits choisis',
  ),
  'purchase-limit-reached': kind(
    409,
    'C’est plus que ce qu’un compte peut payer en une fois : payez le reste au point de vente',
  ),
  'day-limit-reached': kind(
    409,
    'C’est plus que ce que ce compte peut encore payer aujourd’hui : payez le reste au point de vente',
  ),
  'request-expired': kind(409, 'Cette demande de paiement a expiré : demandez-en une nouvelle au point de vente'),
  'request-withdrawn': kind(409, 'Le point de vente a retiré cette demande de paiement'),
  'already-paid': kind(409, 'Cette demande de paiement est déjà payée : rien de plus n’a été pris'),
  'see-with-the-fund': kind(409, 'À voir avec la caisse'),
  'medium-not-offered': kind(409, 'Cette caisse ne propose pas cette façon de payer'),
  'no-account-purchases': kind(
    409,
    'Dans cette caisse aucun compte ne paie : trois prix sont affichés au point de vente',
  ),
  'basket-empty': kind(422, 'Dites combien : un montant, ou des lignes, supérieurs à zéro'),
  'basket-needs-lines': kind(422, 'Ce point de vente a plusieurs lignes de convention : dites combien pour chacune'),
  'purchase-refunded': kind(409, 'Tout ce que le compte avait payé est déjà remboursé'),
  'refund-too-large': kind(409, 'C’est plus que ce qui reste à rembourser de ce passage en caisse'),
  'refund-too-late': kind(
    409,
    'Le délai de remboursement est passé : le jour même au point de vente, ensuite la coordination pendant le délai voté',
  ),
};
