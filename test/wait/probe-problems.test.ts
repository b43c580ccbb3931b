import { expect } from 'chai';

import type { Event, Pod } from '../../harness/client/objects.ts';
import { podProblems } from '../../harness/wait/pod-problems.ts';
import { container, event, pod, withContainer } from './sample-pods.ts';

describe('why a probe keeps a pod from getting ready', () => {
  const find = (subject: Pod, events: Event[] = []): unknown[] => podProblems(subject, events).map(({ object, field, graceMs }) => ({ object, field, graceMs }));
  const at = (field: string, graceMs: number): unknown[] => [{ object: 'Deployment/web', field: `spec.template.spec.${field}`, graceMs }];

  it('blames the probe for which kubelet ends a program again and again', () => {
    const killed = (count?: number): Event => ({ ...event('Killing', 'Container app failed liveness probe, will be restarted'), ...(count === undefined ? {} : { count }) });
    expect(find(withContainer({ running: {} }, { restartCount: 0 }), [killed()])).to.deep.equal([]);
    expect(find(withContainer({ running: {} }, { restartCount: 1 }), [killed()]), 'once may be an accident').to.deep.equal(at('containers[app].livenessProbe', Infinity));
    expect(find(withContainer({ running: {} }, { restartCount: 3 }), [killed(1)]), 'others ended it too').to.deep.equal(at('containers[app].livenessProbe', Infinity));
    expect(find(withContainer({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 2 }), [killed(2)])[0]).to.deep.equal(at('containers[app].livenessProbe', 0)[0]);
    expect(podProblems(withContainer({ running: {} }, { restartCount: 2 }), [killed(), killed()])[0]?.observed.en).to.equal('kubelet has ended container app because of its liveness probe and started it again, 2 times so far');
    expect(find(withContainer({ running: {} }, { restartCount: 2, ready: true }), [killed(2)])).to.deep.equal([]);
    const away = event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 503');
    expect(find(withContainer({ running: {} }, { restartCount: 2 }), [away, killed(2)]), 'what it waits for may have come meanwhile').to.deep.equal(at('containers[app].livenessProbe', Infinity));
    expect(find(withContainer({ running: {} }, { restartCount: 2 }), [event('Killing', 'Stopping container app')])).to.deep.equal([]);
  });

  it('explains by a probe that asks where nobody answers, and is certain of it only where a program starts at once', () => {
    const running = pod({ phase: 'Running', containerStatuses: [container({ running: {} })] });
    expect(find(running, [event('Unhealthy', 'Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused')])).to.deep.equal(at('containers[app].readinessProbe', Infinity));
    expect(podProblems(running, [event('Unhealthy', 'Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused')])[0]?.graceOf).to.deep.equal({ 'at once': 8_000 });
    expect(find(running, [event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 404')])).to.deep.equal(at('containers[app].startupProbe.httpGet.path', 8_000));
    expect(find(running, [event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503')]), "the program's own word").to.deep.equal([]);
  });

  it('waits for a slow program at a port that the container declares, and not long at another one', () => {
    const running = withContainer({ running: {} }, {}, { containers: [{ name: 'app', ports: [{ containerPort: 3000 }] }] });
    const refused = (port: number): Event => event('Unhealthy', `Readiness probe failed: Get "http://10.0.0.1:${port}/readyz": dial tcp 10.0.0.1:${port}: connect: connection refused`);
    expect(find(running, [refused(3000)])).to.deep.equal(at('containers[app].readinessProbe', Infinity));
    expect(find(running, [refused(3001)])).to.deep.equal(at('containers[app].readinessProbe', 8_000));
  });

  it('knows a probe that speaks another protocol, or asks another host than the pod', () => {
    const asking = (httpGet: object): Pod => withContainer({ running: {} }, {}, { containers: [{ name: 'app', readinessProbe: { httpGet }, ports: [{ containerPort: 3000 }] }] });
    const said = 'Readiness probe failed: Get "https://10.0.0.1:3000/readyz": http: server gave HTTP response to HTTPS client';
    expect(find(asking({ scheme: 'HTTPS' }), [event('Unhealthy', said)])).to.deep.equal(at('containers[app].readinessProbe.httpGet.scheme', 0));
    const refused = 'Readiness probe failed: Get "http://127.0.0.1:3000/readyz": dial tcp 127.0.0.1:3000: connect: connection refused';
    expect(find(asking({ host: '127.0.0.1' }), [event('Unhealthy', refused)])).to.deep.equal(at('containers[app].readinessProbe.httpGet.host', 8_000));
  });

  it('knows a port by a name that the container does not have', () => {
    const asked = (probe: object): Pod => withContainer({ running: {} }, {}, { containers: [{ name: 'app', ...probe }] });
    const unknown = (kind: string): Event => event('Unhealthy', `${kind} probe errored and resulted in unknown state: port "mysql" not found`);
    expect(find(asked({ startupProbe: { tcpSocket: { port: 'mysql' } } }), [unknown('Startup')])).to.deep.equal(at('containers[app].startupProbe.tcpSocket.port', 0));
    expect(find(asked({ readinessProbe: { httpGet: { port: 'mysql' } } }), [unknown('Readiness')])).to.deep.equal(at('containers[app].readinessProbe.httpGet.port', 0));
  });

  it('points at the command of a probe that fails, and knows that a program which is not there does not come', () => {
    const asked = (probe: object): Pod => withContainer({ running: {} }, {}, { containers: [{ name: 'app', ...probe }] });
    const ping = { exec: { command: ['ping'] } };
    expect(find(asked({ readinessProbe: ping }), [event('Unhealthy', 'Readiness probe failed: connect to server failed')])).to.deep.equal(at('containers[app].readinessProbe.exec.command', Infinity));
    expect(find(asked({ readinessProbe: ping }), [event('Unhealthy', "Readiness probe failed: mysqladmin: Unknown command: 'pingx'")]), 'what it does not understand').to.deep.equal(at('containers[app].readinessProbe.exec.command', 8_000));
    expect(find(asked({ readinessProbe: ping }), [event('Unhealthy', 'Readiness probe failed: ping 1.0\nUsage: ping HOST')])).to.deep.equal(at('containers[app].readinessProbe.exec.command', 8_000));
    expect(find(asked({ startupProbe: ping }), [event('Unhealthy', 'Startup probe errored and resulted in unknown state: rpc error: failed to start exec "5e": no such file')])).to.deep.equal(at('containers[app].startupProbe.exec.command', 8_000));
    expect(find(asked({ readinessProbe: { httpGet: {} } }), [event('Unhealthy', 'Readiness probe failed: usage')])).to.deep.equal([]);
  });

  it('points at a native sidecar where it stands: among the init containers', () => {
    const spec = { initContainers: [{ name: 'app', restartPolicy: 'Always', readinessProbe: { tcpSocket: { port: 80 } }, ports: [{ containerPort: 3000 }] }], containers: [] };
    const sidecar = pod({ phase: 'Running', initContainerStatuses: [container({ running: {} })] }, spec);
    const probe = { ...event('Unhealthy', 'Readiness probe failed: dial tcp 10.0.0.1:80: connect: connection refused'), involvedObject: { uid: 'u', fieldPath: 'spec.initContainers{app}' } } as Event;
    expect(find(sidecar, [probe])).to.deep.equal(at('initContainers[app].readinessProbe', 8_000));
  });

  it('says of a probe for which a program is ended that it asks in vain, where more time would not help', () => {
    const killed = event('Killing', 'Container app failed liveness probe, will be restarted');
    const of = (livenessProbe: object, said: string): unknown => {
      const [problem] = podProblems(withContainer({ running: {} }, { restartCount: 2 }, { containers: [{ name: 'app', livenessProbe, ports: [{ containerPort: 3000 }] }] }), [killed, event('Unhealthy', `Liveness probe failed: ${said}`)]);
      return { field: problem?.field?.replace('spec.template.spec.containers[app].', ''), hint: problem?.hint.en.slice(0, 26) };
    };
    expect(of({ httpGet: { path: '/health' } }, 'HTTP probe failed with statuscode: 404')).to.deep.equal({ field: 'livenessProbe.httpGet.path', hint: 'Nothing responds where the' });
    expect(of({ tcpSocket: { port: 3000 } }, 'dial tcp 10.0.0.1:3000: connect: connection refused'), 'it may not listen yet').to.deep.equal({ field: 'livenessProbe', hint: 'Give the program time to s' });
    expect(of({ exec: { command: ['ping'] } }, ''), 'it may not answer yet').to.deep.equal({ field: 'livenessProbe', hint: 'Give the program time to s' });
  });

  it('is not certain of a command for which the container was not there', () => {
    const running = withContainer({ running: {} }, {}, { containers: [{ name: 'app', readinessProbe: { exec: { command: ['ping'] } } }] });
    for (const why of ['container is in CONTAINER_EXITED state', 'failed to create exec "09": task 3d not found', 'failed to create exec "d7": cannot exec in a stopped state']) {
      expect(find(running, [event('Unhealthy', `Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: ${why}`)]), why).to.deep.equal(at('containers[app].readinessProbe.exec.command', Infinity));
    }
  });
});
