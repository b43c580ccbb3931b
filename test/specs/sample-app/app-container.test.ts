import { expect } from 'chai';
import { appContainer, appContainerName, isVersion } from '../../../specs/sample-app/app-container.ts';
import { given } from '../checks/fixtures/lesson-05.ts';

const pod = 'spec.template.spec';
const app = () => given().manifest('Deployment', 'koa-sample-ap');

describe('the container of the app', () => {
  const clock = { name: 'clock', image: 'busybox:1.37' };

  it('is found by its image, wherever it stands', () => {
    expect(appContainer(app())).to.equal(`${pod}.containers[0]`);
    const [own] = app().get<object[]>(`${pod}.containers`) ?? [];
    const second = app().with(`${pod}.containers`, [clock, { ...own, image: 'registry:5000/me/koa-sample-ap:1.0@sha256:00' }]);
    expect(appContainer(second)).to.equal(`${pod}.containers[1]`);
    expect(appContainerName(second)).to.equal('app');
    expect(appContainer(app().with(`${pod}.containers`, [clock]).with(`${pod}.initContainers`, [{ ...own, restartPolicy: 'Always' }]))).to.equal(`${pod}.initContainers[0]`);
  });

  it('is else the one that declares its port, else the first', () => {
    const misspelt = { name: 'koa', image: 'koa-sample-app:1.0', ports: [{ containerPort: 3000 }] };
    expect(appContainer(app().with(`${pod}.containers`, [clock, misspelt]))).to.equal(`${pod}.containers[1]`);
    expect(appContainer(app().with(`${pod}.containers`, [clock, { ...misspelt, ports: [] }]))).to.equal(`${pod}.containers[0]`);
    expect(appContainer(app().without(`${pod}.containers`))).to.equal(`${pod}.containers[0]`);
  });
});

describe('the version of an image', () => {
  it('is its tag', () => {
    for (const image of ['koa-sample-ap:1.0', 'docker.io/library/koa-sample-ap:1.0', 'localhost:5000/koa-sample-ap:1.0@sha256:0123']) expect(isVersion(image, '1.0'), image).to.equal(true);
    for (const image of ['koa-sample-ap', 'koa-sample-ap:11.0', 'localhost:1.0/koa-sample-ap', 'koa-sample-ap@sha256:0123', undefined]) expect(isVersion(image, '1.0'), String(image)).to.equal(false);
  });
});
