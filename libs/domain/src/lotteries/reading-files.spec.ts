import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FileFault, faultText, nearest } from './file-fault';
import { readQuotas } from './quotas-file';
import { readVolunteers } from './volunteers-file';

const table = (text: string): string[][] => text.split('\n').map((line) => line.split(','));
const sentences = (faults: readonly FileFault[]): string[] => faults.map(faultText);

const QUOTAS = readQuotas(
  table('feature,value,min,max\nGenre,Femme,1,2\nGenre,Homme,1,2\nâge,18-29,0,2\nâge,60-74,0,2'),
);
const read = (text: string) => readVolunteers(table(text), QUOTAS.quotas);

describe('a file of quotas', () => {
  it('is read whatever the order and capitals of its headings, and the spaces around its cells', () => {
    const again = readQuotas(table(' MAX ,Critère,Classe,Min\n 2,Genre , Femme,1\n,,,\n2,Genre,Homme,1'));
    expect(again).toEqual({ quotas: QUOTAS.quotas.slice(0, 2), faults: [] });
  });

  it.each([
    ['feature,value,min\nGenre,Femme,1', 'ligne 1, colonne « max » : cette colonne manque'],
    ['feature,value,min,max\nGenre,Femme,3,2', 'le minimum (3) est plus grand que le maximum (2) pour « Femme »'],
    ['feature,value,min,max\nGenre,Femme,-1,2', 'ligne 2, colonne « min » : « -1 » est négatif'],
    [
      'feature,value,min,max\nGenre,Femme,1,"2,5"'.replaceAll('"', '').replace('2,5', '2.5'),
      '« 2.5 » n’est pas un nombre entier',
    ],
    ['feature,value,min,max\nGenre,Femme,,2', 'colonne « min » : la case est vide'],
    ['feature,value,min,max\nGenre,,1,2', 'colonne « value » : la case est vide'],
    ['feature,value,min,max\n,Femme,1,2', 'colonne « feature » : la case est vide'],
    [
      'feature,value,min,max\nGenre,Femme,1,2\nGENRE, femme,0,1',
      'lignes 2 et 3, colonne « value » : la classe « Femme »',
    ],
    ['feature,value,min,max', 'aucune classe'],
    ['', 'cette colonne manque'],
  ])('is refused with a sentence that says where: %j', (text, sentence) => {
    expect(sentences(readQuotas(table(text)).faults).join('\n')).toContain(sentence);
  });

  it('says everything that is wrong at once', () => {
    expect(readQuotas(table('feature,value,min,max\nGenre,Femme,3,2\nGenre,Homme,x,-2\nâge,,1,2')).faults).toHaveLength(
      4,
    );
  });
});

describe('a file of volunteers', () => {
  it('is read without regard to capitals and spaces, and writes classes as the quotas do', () => {
    const { volunteers, faults, warnings } = read(
      'ID,genre,Âge,Household\nv1, FEMME ,18-29,Rue 3\nv2,homme,60-74,rue  3\n,,,\nv3,Homme,18-29,',
    );
    expect(faults).toEqual([]);
    expect(warnings).toEqual([]);
    expect(volunteers).toEqual([
      { id: 'v1', household: 'rue 3', classes: { Genre: 'Femme', âge: '18-29' } },
      { id: 'v2', household: 'rue 3', classes: { Genre: 'Homme', âge: '60-74' } },
      { id: 'v3', household: null, classes: { Genre: 'Homme', âge: '18-29' } },
    ]);
  });

  it.each([
    ['id,genre\nv1,Femme', 'colonne « âge » : cette colonne manque, et les quotas la demandent'],
    ['id,genre,ages\nv1,Femme,18-29', 'Est-ce la colonne « ages » ?'],
    ['genre,âge\nFemme,18-29', 'colonne « id » : cette colonne manque'],
    ['id,genre,âge,Nom\nv1,Femme,18-29,Durand', 'ce fichier dit qui sont les personnes'],
    ['id,genre,âge,Prénom\nv1,Femme,18-29,Ana', 'ce fichier dit qui sont les personnes'],
    ['id,genre,âge\nAna Durand,Femme,18-29', '« Ana Durand » ressemble à un nom'],
    ['id,genre,âge\nana@exemple.fr,Femme,18-29', 'ressemble à un nom ou à une adresse'],
    [
      'id,genre,âge\nv1,Femme,18-29\nV1 ,Homme,18-29',
      'lignes 2 et 3, colonne « id » : le code « v1 » est donné 2 fois',
    ],
    ['id,genre,âge\n,Femme,18-29\n,Homme,18-29', 'lignes 2 et 3, colonne « id » : la case est vide'],
    ['id,genre,âge\nv1,Feme,18-29', '« Feme » n’est pas une classe connue : vouliez-vous « Femme » ?'],
    ['id,genre,âge\nv1,Autre,18-29', '« Autre » n’est pas une classe connue : écrivez une classe parmi Femme · Homme.'],
    ['id,genre,âge\nv1,,18-29', 'ligne 2, colonne « Genre » : la case est vide'],
    ['id,genre,âge,genre\nv1,Femme,18-29,Femme', 'deux colonnes portent ce nom'],
    ['id,genre,âge', 'personne : il faut une ligne par volontaire'],
  ])('is refused with a sentence that says where: %j', (text, sentence) => {
    expect(sentences(read(text).faults).join('\n')).toContain(sentence);
  });

  it('says everything at once, and the same mistake of many rows in one sentence', () => {
    const rows = Array.from({ length: 5000 }, (_, number) => `v${number},${number % 2 ? 'Fame' : 'Homme'},60-75`);
    const { faults } = read(['id,genre,âge', ...rows].join('\n'));
    expect(sentences(faults)).toEqual([
      'Fichier des volontaires, lignes 2, 3, 4, 5, 6, 7, 8, 9 et 4992 autres, colonne « âge » : « 60-75 » n’est pas une classe connue : vouliez-vous « 60-74 » ?',
      'Fichier des volontaires, lignes 3, 5, 7, 9, 11, 13, 15, 17 et 2492 autres, colonne « Genre » : « Fame » n’est pas une classe connue : vouliez-vous « Femme » ?',
    ]);
  });

  it('warns of a class with nobody and of a column that counts for nothing', () => {
    const { faults, warnings } = read('id,genre,âge,remarque\nv1,Femme,18-29,x\nv2,Homme,18-29,y');
    expect(faults).toEqual([]);
    expect(sentences(warnings)).toEqual([
      'Fichier des volontaires, ligne 1, colonne « remarque » : aucun quota pour cette colonne : elle ne compte pas dans le tirage.',
      'Fichier des volontaires, colonne « âge » : personne n’est de la classe « 60-74 ».',
    ]);
  });

  it('never loses anybody: as many volunteers as rows, or a fault', () => {
    const cell = fc.constantFrom('v1', 'v2', 'Femme', 'Homme', '18-29', '', ' ', 'Ana B', 'x');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
        const { volunteers, faults } = readVolunteers([['id', 'genre', 'âge'], ...rows], QUOTAS.quotas);
        const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
        if (faults.length > 0) return;
        expect(volunteers.map(({ id }) => id)).toEqual(filled.map(([id]) => id));
        for (const { classes } of volunteers) expect(Object.keys(classes)).toEqual(['Genre', 'âge']);
      }),
    );
  });
});

describe('the class that was meant', () => {
  it('is the nearest, when it is near', () => {
    const ages = ['18-29', '30-44', '60-74', '75+'];
    expect([nearest('18-30', ages), nearest('75 +', ages), nearest('retraité', ages)]).toEqual(['18-29', '75+', null]);
    expect(nearest('employe', ['Employé', 'Ouvrier'])).toBe('Employé');
  });
});
