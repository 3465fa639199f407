import { asTenant, SETUP } from '#tenancy';
import { StageImportUseCase } from '#domain/imports';
import { createHash } from 'node:crypto';
import { BOOKS, COORDINATOR, type RoomLines } from './line';

/** Files of members, and how far a long run is. */
export const imports: RoomLines = {
  lines: {
    'GET /api/imports': { may: COORDINATOR },
    'POST /api/imports': {
      may: COORDINATOR,
      query: '?fileName=membres.csv',
      body: () => 'Nom;Cotisation\nZoé;40\n',
      headers: { 'content-type': 'text/csv' },
    },
    'GET /api/imports/template': { may: COORDINATOR },
    'GET /api/imports/{importId}': { may: COORDINATOR },
    'GET /api/imports/{importId}/rows': { may: COORDINATOR },
    'POST /api/imports/{importId}/start': { may: COORDINATOR },
    'POST /api/imports/{importId}/undo': { may: COORDINATOR },
    'GET /api/runs/{runId}': { may: BOOKS },
    'GET /api/runs/{runId}/events': { may: BOOKS },
    'GET /api/runs/{runId}/errors': { may: BOOKS },
  },
  prepare: async (door, { fundId, monthRunId }) => {
    const { runId } = await asTenant({ tenantId: fundId, actor: SETUP }, () =>
      door.app.get(StageImportUseCase, { strict: false }).run({
        fileName: 'membres.csv',
        fingerprint: createHash('sha256').update(fundId).digest(),
        again: false,
        headings: ['Nom', 'Cotisation'],
        rows: [{ rowNo: 2, cells: ['Zoé de la matrice', '40'] }],
      }),
    );
    return { importId: runId, runId: monthRunId };
  },
};
