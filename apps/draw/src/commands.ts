// The commands of lotteries: `council`, `admission`, `verify`, `line`; what each says, and the exit code that tells how it went.
import { drawAdmission } from './admission';
import { admissionJson } from './admission-answer';
import { admissionPage } from './admission-page';
import { BadInput } from './bad-input';
import { drawCouncil } from './council';
import { jsonOf, pageOf } from './council-answer';
import { lineOf, reportOf, verifyFiles } from './verify';

/** What a command says on standard output and on standard error, and its exit code. */
export interface Said {
  readonly out: string;
  readonly error: string;
  /** 0: done; 1: a record is not true; 2: files or options that cannot be used; 3: no panel can keep the rules. */
  readonly code: 0 | 1 | 2 | 3;
}

type Command = (args: readonly string[], json: boolean) => Said | Promise<Said>;

const commands: Readonly<Record<string, Command>> = {
  council: async (args, json) => {
    const answer = await drawCouncil(args);
    const out = json ? `${jsonOf(answer)}\n` : pageOf(answer);
    return { out, error: '', code: answer.status === 'feasible' ? 0 : 3 };
  },
  admission: async (args, json) => {
    const answer = await drawAdmission(args);
    const out = json ? `${admissionJson(answer)}\n` : admissionPage(answer);
    return { out, error: '', code: answer.status === 'feasible' ? 0 : 3 };
  },
  verify: (args, json) => {
    const verified = verifyFiles(args);
    const out = json ? `${JSON.stringify(verified)}\n` : reportOf(verified);
    return { out, error: '', code: verified.ok ? 0 : 1 };
  },
  line: (args) => ({ out: lineOf(args), error: '', code: 0 }),
};

const USAGE = [
  'Dites ce qu’il faut faire :',
  '  npm run -s draw -- council --people volontaires.csv --quotas quotas.csv --seats 22 --seed HEX [--households]',
  '                     [--method leximin|maximin|equal] [--panels 1000] [--excluded codes.csv] [--record fichier] [--json]',
  '  npm run -s draw -- admission --waiting attente.csv --params reglages.json --seed HEX [--panels 1000] [--curve]',
  '                     [--record fichier] [--json]',
  '  npm run -s draw -- verify registre.json [--sealed registre-scelle.json] [--line ma-ligne.json]',
  '                     [--fingerprint EMPREINTE] [--json]',
  '  npm run -s draw -- line --sealed registre-scelle.json --code CODE',
];

/** Runs a command: its name, then its options. With `--json` whatever it answers is one JSON object. */
export async function run([name = '', ...args]: readonly string[]): Promise<Said> {
  const json = args.includes('--json');
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new BadInput(USAGE);
    return await command(args, json);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const out = json ? `${JSON.stringify({ status: 'invalid', errors: error.sentences })}\n` : '';
    return { out, error: `${error.message}\n`, code: 2 };
  }
}
