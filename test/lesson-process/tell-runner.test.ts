import { expect } from 'chai';
import { tellRunner } from '../../harness/lesson-process/events.ts';
import { newPassword } from '../../harness/secrets/new-password.ts';

describe('what a lesson tells the runner', () => {
  const usual = Object.getOwnPropertyDescriptors(process);
  afterEach(() => {
    for (const name of ['send', 'connected'] as const) Object.defineProperty(process, name, usual[name] ?? { value: undefined, configurable: true, writable: true });
  });

  it('holds no secret that its process has made: the runner would not know it', async () => {
    const told: string[] = [];
    Object.assign(process, { connected: true, send: (event: unknown, sent: () => void) => { told.push(JSON.stringify(event)); sent(); } });
    const password = newPassword();
    const said = `pull --user 'learner:${password}' of an image`;
    await tellRunner({ type: 'note', text: { en: said, ja: said } });
    expect(told).to.have.lengthOf(1);
    expect(told[0]).to.include('of an image').and.not.to.include(password);
  });
});
