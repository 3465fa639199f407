// The next wave of places opens, in one area where the rules admit by area.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { AdmissionRoomQuery } from './admission-room.query';
import { ApplicationsStore } from './applications.store';

/** Opens waves in the fund in scope. */
@Injectable()
export class OpenWaveUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly room: AdmissionRoomQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `no-waves-in-rules`, `no-wave-left`, `wave-needs-area`, `field-not-needed` */
  run({ area, note }: { area: string | null; note: string }): Promise<{ wave: number; places: number }> {
    return this.transaction.run(async () => {
      await this.applications.lockPlaces();
      const { rules, waves, today } = await this.room.now();
      const places = placesOfNext(rules, waves.length, area);
      const wave = await this.applications.openWave({ area, note, on: today.toString() });
      await this.audit.write({
        action: 'wave.opened',
        subjectKind: 'waiting-list',
        subjectId: null,
        facts: { wave, area, places, note },
      });
      return { wave, places };
    });
  }
}

function placesOfNext({ admission, eligibility }: Rules, opened: number, area: string | null): number {
  if (admission.mode !== 'waves' && admission.mode !== 'by-area') throw new RuleBroken('no-waves-in-rules');
  const places = admission.wavePlaces[opened];
  if (places === undefined) throw new RuleBroken('no-wave-left', { waves: admission.wavePlaces.length });
  if (admission.mode === 'waves' && area !== null) throw new RuleBroken('field-not-needed', { field: 'area' });
  const known = admission.mode === 'waves' || (area !== null && (eligibility.areas?.includes(area) ?? true));
  if (!known) throw new RuleBroken('wave-needs-area', { areas: eligibility.areas });
  return places;
}
