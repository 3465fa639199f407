import { presetByKey } from '#domain/rules';
import { Document, ListOf, Text, WordsOf } from '../http/fields';

/** A written source. */
export class PresetSourceDto {
  @Text(500)
  title!: string;

  @Text(500, { nullable: true })
  by!: string | null;

  @Text(100)
  when!: string;
}

/** A real fund to start from. */
export class PresetDto {
  @Text(64)
  key!: string;

  @Text(200)
  name!: string;

  @Text(200)
  place!: string;

  @Text(3, { example: '61' })
  departement!: string;

  @Text(100)
  region!: string;

  @ListOf(() => PresetSourceDto, 100)
  sources!: PresetSourceDto[];

  @Document({ about: 'Participants et foyers, null quand aucune source ne le dit' })
  size!: object;

  @Document({ about: 'Les faits tels que publiés : montants en euros, parts en fractions' })
  facts!: object;

  @WordsOf([], { about: 'Ce qu’il faut savoir en lisant' })
  notes!: string[];

  @Document({ about: 'Le document complet des règles' })
  rules!: object;

  @WordsOf([], { about: 'Pointeurs JSON dans les règles vers ce que nous avons inventé faute de source' })
  fillers!: string[];
}

/** A preset as it is shown. */
export function presetDto(key: string): PresetDto {
  const { name, place, departement, region, sources, size, facts, notes, rules, fillers } = presetByKey(key);
  return {
    key,
    name,
    place,
    departement,
    region,
    size,
    facts,
    rules,
    sources: sources.map(({ title, by, when }) => ({ title, by, when })),
    notes: [...notes],
    fillers: [...fillers],
  };
}
