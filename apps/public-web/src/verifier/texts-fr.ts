// What the page says, in French. The English page says the same things: its texts have this shape.

const number = new Intl.NumberFormat('fr-FR');
const percent = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

/** The French texts. */
export const FRENCH = {
  language: 'fr',
  otherLanguage: 'English',
  title: 'Vérifier un tirage au sort',
  documentTitle: 'Vérifier un tirage au sort · Tablée',
  skip: 'Aller aux fichiers',
  lead:
    'Une caisse a tiré au sort son conseil, ou ses nouvelles personnes. Cette page refait tout le calcul à partir du registre ' +
    'publié, et dit ce qui tient et ce qui ne tient pas.',
  privacy:
    'Tout se passe dans votre navigateur : aucun fichier n’est envoyé, ni à la caisse ni à personne. Une fois la page ouverte, ' +
    'vous pouvez couper Internet.',
  tooOld: 'Ce navigateur est trop ancien pour ce calcul : mettez-le à jour, ou ouvrez cette page dans un autre.',
  files: {
    title: 'Les fichiers',
    choose: 'Choisir des fichiers',
    drop: 'ou déposez-les ici, ensemble ou l’un après l’autre.',
    expected: 'La page reconnaît ce que c’est :',
    kinds: {
      public: ['le registre public', 'publié par la caisse ; il suffit pour vérifier le tirage'],
      own: [
        'votre ligne',
        'remise à chaque personne inscrite ; elle montre que vous étiez dans la liste, comme vous êtes',
      ],
      sealed: ['le registre scellé', 'confié aux scrutatrices et scrutateurs ; il prouve les quotas liste par liste'],
    },
    given: 'Fichiers reçus',
    size: (bytes: number): string =>
      bytes < 10_000 ? `${number.format(bytes)} octets` : `${number.format(Math.round(bytes / 1000))} ko`,
    remove: (name: string): string => `Retirer ${name}`,
    needsPublic:
      'Il manque le registre public : c’est lui que les autres fichiers complètent. La caisse le publie avec le procès-verbal.',
    refused: {
      'too-large': 'dépasse 60 Mo : ce n’est pas un registre de tirage.',
      'not-json':
        'n’est pas lisible comme JSON : le fichier est incomplet, ou d’une autre sorte. Téléchargez-le à nouveau depuis la page de la caisse.',
      'unknown-format':
        'n’est ni un registre de tirage ni une ligne : son champ « format » n’est pas connu. Demandez à la caisse le fichier du registre public.',
      'other-site':
        'est à une autre adresse que cette page, qui ne lit rien ailleurs : téléchargez le registre, puis choisissez-le ici.',
      'not-found': 'n’a pas pu être lu à son adresse : téléchargez le registre, puis choisissez-le ici.',
      'not-public': 'n’est pas un registre public : choisissez-le comme fichier.',
      'not-published': 'n’est pas encore publié : le tirage n’a pas eu lieu, ou il attend sa seconde signature.',
    },
  },
  verdict: {
    working: 'Calcul en cours…',
    holds: 'Ce tirage est vérifié',
    holdsTest: 'Cette répétition est vérifiée',
    breaks: 'Ce registre ne tient pas',
    counted: (ok: number, all: number): string =>
      ok === all
        ? `Les ${number.format(all)} contrôles tiennent.`
        : `${number.format(all - ok)} ${all - ok > 1 ? 'contrôles échouent' : 'contrôle échoue'} sur ${number.format(all)}.`,
    seconds: (milliseconds: number): string =>
      `Calculé ici, en ${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 }).format(milliseconds / 1000)} s.`,
    where: 'Où cela ne tient pas',
    whatNow:
      'Ne vous fiez pas à ce fichier. Téléchargez-le à nouveau ; si cela se répète, montrez cette page à la caisse et aux ' +
      'scrutateurs : elle dit où regarder.',
    print: 'Imprimer ce contrôle',
  },
  code: {
    title: 'Votre chance',
    label: 'Votre code',
    hint: 'Huit signes, comme 7K3Q-9XRM : il est sur votre ligne ou sur le mot que la caisse vous a remis.',
    look: 'Chercher',
    unknown: (code: string): string =>
      `Le code « ${code} » n’est pas dans ce registre : relisez-le, ou demandez à la caisse s’il est de ce tirage.`,
    empty: 'Écrivez votre code, puis cherchez.',
    chance: (listed: number, panels: number): string =>
      `Votre chance : ${number.format(listed)} ${listed > 1 ? 'listes' : 'liste'} sur ${number.format(panels)}, soit ` +
      `${percent.format((100 * listed) / panels)} chances sur 100.`,
    drawn: 'Ce code a été tiré.',
    reserve: (place: number): string =>
      `Ce code n’a pas été tiré ; il est ${place === 1 ? '1er' : `${number.format(place)}e`} dans la réserve.`,
    neither: 'Ce code n’a pas été tiré.',
    line: 'Ce qui a été figé de vous',
    tickets: 'Tickets',
    household: 'Foyer',
    alone: 'personne d’autre du même foyer, ou pas de règle des foyers',
    counts: 'Compte dans',
    rows: { size: 'les places', budget: 'le budget' },
  },
  checks: {
    title: 'Ce qui a été contrôlé',
    ok: 'Tient',
    broken: 'Ne tient pas',
  },
  kept: {
    label: 'L’empreinte que vous avez gardée',
    hint: 'Celle qui a été affichée avant le tirage, 64 signes : elle prouve que ce registre est bien celui-là.',
    look: 'Comparer',
    empty: 'Écrivez l’empreinte, puis comparez.',
  },
  limits: { title: 'Ce qu’il faut encore savoir' },
  draw: {
    title: 'Le tirage',
    fund: 'Caisse',
    kind: 'Tirage',
    kinds: { council: 'conseil', admission: 'admission' },
    test: 'répétition, ne désigne personne',
    people: 'Codes dans la liste figée',
    panels: 'Listes possibles',
    committed: 'Engagement publié le',
    order: 'Engagement de la caisse',
    nth: (sequence: number): string => `n° ${number.format(sequence)}`,
    method: 'Méthode',
    methods: { leximin: 'LEXIMIN (la plus juste)', maximin: 'maximin', equal: 'chances égales' },
    software: 'Logiciel',
    source: 'Valeur publique',
    sources: {
      drand: (round: number): string => `tour ${String(round)} de la balise publique drand`,
      dice: (throws: string): string => `dés lancés devant témoins : ${throws}`,
      given: 'graine donnée à la main',
    },
    number: 'Liste tirée',
    panel: (count: number): string => `Codes tirés (${number.format(count)})`,
    reserve: (count: number): string => `Réserve, dans l’ordre (${number.format(count)})`,
    noReserve: 'Personne : tous les codes sont tirés.',
    fingerprints: 'Empreintes, à comparer à celles qui ont été affichées',
    parts: { commitment: 'Engagement (avant le tirage)', lottery: 'Listes (avant le tirage)', draw: 'Tirage' },
    seed: 'Graine',
    totals: 'Totaux par classe',
    totalsHeads: ['Classe', 'Inscrites', 'Tirées'],
    few: 'moins de 5, non publié',
    chances: (count: number): string => `La chance de chacun des ${number.format(count)} codes`,
    chancesHeads: ['Code', 'Listes', 'Chances sur 100'],
  },
  footer: {
    other: 'Vous préférez ne pas croire cette page ? Le même contrôle, par la ligne de commande du logiciel libre :',
  },
  percent: (share: number): string => percent.format(100 * share),
  count: (value: number): string => number.format(value),
  date: (instant: string): string =>
    new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'long' }).format(new Date(instant)),
};

/** What every language must say. */
export type Texts = typeof FRENCH;
