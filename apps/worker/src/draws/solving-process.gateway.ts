// Long sums in a process of their own: the worker goes on with everything else, and can end them.
import { type AnswerTo, DrawSolving, SolvingGivenUp, type SolvingTask, type Watcher } from '#domain/draws';
import { RuleBroken } from '#domain/kernel';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Said, Told } from './solving-words';

const CHILD = join(__dirname, 'solving-child.js');
const LOOK_EVERY_MS = 1_000;

/** Forks a process for each task, one of a name at a time. */
@Injectable()
export class SolvingProcess extends DrawSolving implements OnModuleDestroy {
  private readonly children = new Map<string, ChildProcess>();

  /** Ends what is under way: whoever starts next begins it again, with the same outcome. */
  onModuleDestroy(): void {
    for (const child of this.children.values()) child.kill('SIGKILL');
  }

  async answer<Task extends SolvingTask>(name: string, task: Task, watcher: Watcher): Promise<AnswerTo<Task>> {
    // The outbox sends a job again that takes long; that delivery must not hold a place in the queue meanwhile.
    if (this.children.has(name)) throw new Error(`${name} is under way already`);
    const child = fork(CHILD, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
    this.children.set(name, child);
    try {
      return (await this.heard(child, task, watcher)) as AnswerTo<Task>;
    } finally {
      // Also when it was given up: then nobody waits for what it would say.
      this.children.delete(name);
      child.kill('SIGKILL');
    }
  }

  private heard(child: ChildProcess, task: SolvingTask, watcher: Watcher): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let far = { done: 0, total: 1 };
      let looking: Promise<void> | null = null;
      // What is still being noted of its way is noted before its end is.
      const end = (how: () => void): void => {
        clearInterval(clock);
        void (looking ?? Promise.resolve()).then(how);
      };
      const look = async (): Promise<void> => {
        try {
          if (!(await watcher.goesOn(far.done, far.total))) end(() => reject(new SolvingGivenUp()));
        } catch (error) {
          end(() => reject(error instanceof Error ? error : new Error(String(error))));
        } finally {
          looking = null;
        }
      };
      const clock = setInterval(() => {
        looking ??= look();
      }, LOOK_EVERY_MS);
      child.on('message', (said: Said) => {
        if (said.kind === 'progress') far = said;
        else end(() => (said.kind === 'answer' ? resolve(said.answer) : reject(failureOf(said))));
      });
      child.once('error', (error) => end(() => reject(error)));
      child.once('exit', (code, signal) => {
        end(() => reject(new Error(`the solving process ended: ${String(signal ?? code)}`)));
      });
      child.send({ task } satisfies Told);
      looking = look();
    });
  }
}

function failureOf(said: Exclude<Said, { kind: 'answer' | 'progress' }>): Error {
  return said.kind === 'refused' ? refusalOf(said) : new Error(said.message);
}

function refusalOf({ code, facts }: Extract<Said, { kind: 'refused' }>): RuleBroken {
  return new RuleBroken(code, facts);
}
