// What spending can be refused with: a part of the catalogue of problems.

/** How one kind of refusal is answered. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** A status, and a French title that says what to do. */
export const kind = (status: number, title: string): ProblemKind => ({ status, title });

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
  // Paper tickets
  'ticket-unknown': kind(404, "Cette caisse n'a jamais remis ce ticket : relisez son numéro"),
  'ticket-sheet-unknown': kind(404, 'Cette planche de tickets n’existe pas dans cette caisse'),
  'ticket-already-redeemed': kind(409, 'Ce ticket a déjà payé : il ne paie qu’une fois'),
  'ticket-undone': kind(
    409,
    'L’encaissement de ce ticket a été annulé : sa valeur est revenue sur le compte, remettez un autre ticket',
  ),
  'ticket-category-not-covered': kind(
    422,
    'Rien de cette catégorie n’est pris en charge ici ce jour-là : choisissez-en une autre, ou n’en dites aucune',
  ),
  'ticket-not-redeemed': kind(409, 'Ce ticket n’a pas été encaissé : il n’y a rien à annuler'),
  'ticket-taken-back': kind(409, 'Ce ticket a été rendu à la caisse : il ne paie plus'),
  'ticket-expired': kind(409, 'Ce ticket n’était plus valable ce jour-là : sa valeur revient sur le compte'),
  'ticket-issued-later': kind(409, 'Ce ticket n’était pas encore remis ce jour-là : vérifiez la date des achats'),
  'ticket-lost': kind(409, 'Ce ticket est signalé perdu : il ne paie plus, à voir avec la caisse'),
  'tickets-credit-too-low': kind(409, 'Le compte ne contient pas assez pour cette planche : demandez moins de tickets'),
  'ticket-value-not-in-rules': kind(
    422,
    'Cette caisse n’a pas de ticket de cette valeur : choisissez-en une des règles',
  ),
  'ticket-sheet-too-large': kind(422, 'Une planche porte cinquante tickets au plus : demandez-en deux'),
  'ticket-listed-twice': kind(422, 'Ce ticket est deux fois dans la liste : retirez-en un'),
  'ticket-total-differs': kind(422, 'La somme des tickets n’est pas celle écrite sur la boîte : recomptez'),
  'tickets-day-to-come': kind(422, 'Ce jour d’achat est à venir : donnez celui d’aujourd’hui ou d’avant'),
  'basket-empty': kind(422, 'Dites combien : un montant, ou des lignes, supérieurs à zéro'),
  'basket-needs-lines': kind(422, 'Ce point de vente a plusieurs lignes de convention : dites combien pour chacune'),
  'purchase-refunded': kind(409, 'Tout ce que le compte avait payé est déjà remboursé'),
  'refund-too-large': kind(409, 'C’est plus que ce qui reste à rembourser de ce passage en caisse'),
  'refund-too-late': kind(
    409,
    'Le délai de remboursement est passé : le jour même au point de vente, ensuite la coordination pendant le délai voté',
  ),
  'refund-of-paper': kind(
    409,
    'Cet achat a été payé sur papier : la coordination annule la fiche dans son lot, ou l’encaissement du ticket',
  ),
};
