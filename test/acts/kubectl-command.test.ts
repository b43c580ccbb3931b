import { expect } from 'chai';
import { applyCommand, deleteCommand, editCommand, scaleCommand, undoCommand } from '../../harness/acts/kubectl-command.ts';
import { parsePath } from '../../harness/values/field-path.ts';

const place = { context: 'kind-mine', namespace: 'me' };
const edit = (...edits: [string, unknown][]): string => editCommand(place, 'Deployment/web', edits.map(([path, value]) => ({ path: parsePath(path), value, was: undefined })), [{ op: 'add', path: '/spec/x', value: "it's" }]);

describe('the command for an act', () => {
  it('is the one that kubectl has for it', () => {
    const image = 'spec.template.spec.containers[app].image';
    expect(edit([image, 'app:2.0'])).to.equal('kubectl --context kind-mine -n me set image deployment/web app=app:2.0');
    expect(edit([image, 'app:2.0'], ['spec.template.spec.initContainers[first].image', 'busybox:1.37'])).to.equal('kubectl --context kind-mine -n me set image deployment/web app=app:2.0 first=busybox:1.37');
    expect(edit(['spec.replicas', 5])).to.equal('kubectl --context kind-mine -n me scale deployment/web --replicas=5');
    expect(edit(['spec.paused', true])).to.equal('kubectl --context kind-mine -n me rollout pause deployment/web');
    expect(edit(['spec.paused', undefined])).to.equal('kubectl --context kind-mine -n me rollout resume deployment/web');
    expect(deleteCommand(place, 'Pod/alone')).to.equal('kubectl --context kind-mine -n me delete pod/alone');
    expect(scaleCommand(place, 'StatefulSet/db', 0)).to.equal('kubectl --context kind-mine -n me scale statefulset/db --replicas=0');
    expect(undoCommand(place, 'Deployment/web', 1)).to.equal('kubectl --context kind-mine -n me rollout undo deployment/web --to-revision=1');
    expect(applyCommand(place, 'manifests/07-canary/canary.yaml')).to.equal('kubectl --context kind-mine -n me apply -f manifests/07-canary/canary.yaml');
    expect(applyCommand(place, 'my files/canary.yaml')).to.contain("-f 'my files/canary.yaml'");
  });

  it('is a patch where it has none, quoted for a shell', () => {
    expect(edit(['spec.minReadySeconds', 5])).to.equal(String.raw`kubectl --context kind-mine -n me patch deployment/web --type=json -p '[{"op":"add","path":"/spec/x","value":"it'\''s"}]'`);
    expect(edit(['spec.replicas', 5], ['spec.paused', true])).to.contain('patch deployment/web');
  });
});
