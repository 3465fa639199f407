/** Ports of 127.0.0.1: whether one is free, a free one, what answers. */
import { connect, createServer } from 'node:net';
import { statfsSync } from 'node:fs';
import { Refusal } from './terminal.mjs';
import { leastFreeBytes } from './settings.mjs';

/** Whether nothing listens on this port of 127.0.0.1. */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A port that is free now, chosen by the system. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Refuses a port that is taken, or is none, naming the variable that moves it. */
export async function requirePort({ variable, port }, what) {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Refusal(`${variable} doit être un numéro de port entre 1 et 65535.`);
  }
  if (await isFree(port)) return;
  throw new Refusal(
    `Le port ${port} (${what}) est déjà pris : arrêtez le programme qui l’occupe ou choisissez-en un autre, ` +
      `par exemple « ${variable}=${port + 1} npm start ».`,
  );
}

/** Refuses to start on a disk with less than 500 MB left. */
export function requireDisk(folder) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= leastFreeBytes) return;
  throw new Refusal(
    `Il reste ${Math.floor(free / 1024 / 1024)} Mo sur le disque de ${folder} : ` +
      'libérez au moins 500 Mo, puis relancez la même commande.',
  );
}

/** Sends `request` to a port and gives the first answer as text; null when nobody answers within a second. */
export function ask(host, port, request) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => socket.write(request));
    socket.once('data', (part) => done(part.toString()));
    socket.once('timeout', () => done(null));
    socket.once('error', () => done(null));
    socket.once('close', () => done(null));
  });
}
