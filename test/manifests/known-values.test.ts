import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openOurs } from '../../harness/manifests/known-values.ts';
import { hideSecrets, learnSecrets } from '../../harness/secrets/known-secrets.ts';

describe('what folders hold that is secret', () => {
  it('is neither what ours hold nor what lessons are called, though a longer secret begins so', () => {
    const dir = mkdtempSync(join(tmpdir(), 'ours-'));
    try {
      mkdirSync(join(dir, '77-slow-moving-things'));
      writeFileSync(join(dir, '77-slow-moving-things', 'a.yaml'), 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { key: written-by-ourselves-for-all }\n');
      learnSecrets('password: slow-moving-things-sign-with-this\n');
      learnSecrets('password: written-by-ourselves-for-all\n');
      expect(hideSecrets('77-slow-moving-things')).to.equal('77-(hidden)');
      openOurs(dir);
      expect(hideSecrets('77-slow-moving-things')).to.equal('77-slow-moving-things');
      expect(hideSecrets('written-by-ourselves-for-all')).to.equal('written-by-ourselves-for-all');
      expect(hideSecrets('slow-moving-things-sign-with-this')).to.equal('(hidden)');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
