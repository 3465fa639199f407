// Somebody asks to join, by the public form or on paper that a volunteer types in.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day, dayOf } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { AdmissionRoomQuery } from './admission-room.query';
import { type ApplicationForm, checkForm } from './application-form';
import { ApplicationsStore } from './applications.store';

/** A form as it came in. `formKey` names it: sent again it is the same application. */
export interface TakeApplication {
  readonly form: ApplicationForm;
  readonly formKey: string;
  readonly cameBy: 'form' | 'by-hand';
  /** The day on the paper; today when null. */
  readonly receivedOn: Day | null;
}

/** Takes applications in the fund in scope. */
@Injectable()
export class TakeApplicationUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly room: AdmissionRoomQuery,
    private readonly applications: ApplicationsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken as `checkForm`; `received-on-in-future`; `form-key-reused` when the key stands for another form;
   * `no-rules-in-force`
   */
  run({ form, formKey, cameBy, receivedOn }: TakeApplication): Promise<{ number: number; receipt: string }> {
    return this.transaction.run(async () => {
      const print = JSON.stringify([form, receivedOn]);
      const known = await this.applications.ofKey(formKey, print);
      if (known) {
        if (!known.same) throw new RuleBroken('form-key-reused');
        return { number: known.number, receipt: known.receipt };
      }
      const { now, today, rules } = await this.room.now();
      const day = receivedOn ?? today;
      const latest = form.metOn !== null && compareDays(dayOf(form.metOn), day) > 0 ? dayOf(form.metOn) : day;
      if (compareDays(latest, today) > 0) throw new RuleBroken('received-on-in-future');
      checkForm(rules, form);
      const kept = await this.applications.add({
        form,
        formKey,
        print,
        cameBy,
        receivedOn: day.toString(),
        enteredAt: now,
      });
      await this.audit.write({
        action: 'application.received',
        subjectKind: 'application',
        subjectId: kept.applicationId,
        facts: { number: kept.number, cameBy },
      });
      return { number: kept.number, receipt: kept.receipt };
    });
  }
}
