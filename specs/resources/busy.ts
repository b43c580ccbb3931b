import type { Container } from '../../harness/lesson/given.ts';
import { t } from './texts.ts';

/** What a container used of one CPU while it wanted all of it. */
export interface Busy {
  /** CPU time in a second, such as 0.2. */
  rate: number;
  /** Periods in which it had to wait because of its limit. */
  throttled: number;
}

/** One look at the control group of a container. */
export interface Look {
  /** Time since the node's start, in hundredths of a second. */
  at: number;
  /** CPU time, in microseconds. */
  used: number;
  throttled: number;
}

/** Hundredths of a second that a container is given to want its CPU, before it counts. */
const ahead = 30;
/** The least that is measured, in hundredths of a second. */
const leastMeasured = 75;
/** For how long, in seconds, a shell may be late that has to share its CPU with all the others of a busy machine. */
const lateS = 20;

/**
 * Wants all of one CPU for some seconds, and prints every quarter of one: time since the node's start (hundredths of a second),
 * CPU time (microseconds), throttled periods. Both come from the container's own control group, version 1 or 2, and are read
 * by the shell itself: programs that it starts for that would count as well. It ends by the clock and not by the number of looks:
 * a container that gets little CPU also gets late to look.
 */
const script = `mask=$1 seconds=$2
cd /sys/fs/cgroup
look() {
  read -r up rest < /proc/uptime
  used= throttled=0 stat=cpu/cpu.stat
  if [ -f cgroup.controllers ]; then stat=cpu.stat; else read -r nano < cpuacct/cpuacct.usage; used=$(( nano / 1000 )); fi
  while read -r name value; do
    case $name in usage_usec) used=$value;; nr_throttled) throttled=$value;; esac
  done < $stat
  at=\${up%.*}\${up#*.}
  echo "$at $used $throttled"
}
taskset "$mask" timeout $(( seconds + ${String(lateS)} )) sh -c 'while :; do :; done' &
look
end=$(( at + seconds * 100 ))
while [ $at -lt $end ]; do sleep 0.25; look; done
kill $!
wait`;

/**
 * Lets containers of one node want all of the same CPU at the same time, and measures what each gets while all of them do. On
 * one CPU they are in each other's way, and leave the others of the node to the rest.
 *
 * @param seconds for how long each wants it
 * @returns in the order of the containers; undefined when they were told too late to want it together for long enough
 */
export async function busyTogether(containers: readonly Container[], seconds: number): Promise<Busy[] | undefined> {
  const [first] = containers;
  if (first === undefined) return [];
  const { stdout } = await first.exec(['sed', '-n', 's/^Cpus_allowed_list://p', '/proc/self/status'], { purpose: t.measure });
  const looks = await Promise.all(containers.map(async (container) => looksIn((await container.exec(['sh', '-c', script, 'sh', maskOf(lastCpu(stdout)), String(seconds)], { purpose: t.measure, deadlineMs: (seconds + lateS) * 1_000 })).stdout)));
  return measured(looks);
}

/** How often containers are made busy: what else runs on a machine comes and goes. */
const times = 3;

/**
 * The same again, a few times at most, until what was measured is fit to be judged: where nothing is left of a CPU, nothing is seen of
 * how it is shared. What is fit may not depend on the verdict.
 *
 * @returns the first that is fit, else the last
 */
export async function busyTogetherUntil(isFit: (measured: Busy[]) => boolean, containers: readonly Container[], seconds: number): Promise<Busy[] | undefined> {
  for (let left = times; ; left -= 1) {
    const measured = await busyTogether(containers, seconds);
    if (left === 1 || (measured !== undefined && isFit(measured))) return measured;
  }
}

/** CPUs that all of them got. */
export function cpusOf(measured: readonly Busy[]): number {
  return measured.reduce((sum, { rate }) => sum + rate, 0);
}

/** The last CPU of a list such as `0-3,6`: the first often has the interrupts. */
export function lastCpu(list: string): number {
  return Number(list.trim().split(/[-,]/).at(-1));
}

/** The mask of one CPU, in hexadecimal digits. */
export function maskOf(cpu: number): string {
  return (1n << BigInt(cpu)).toString(16);
}

/** Understands what the script has printed. Throws Error when that is something else. */
export function looksIn(text: string): Look[] {
  return text.trim().split('\n').map((line) => {
    const [at = NaN, used = NaN, throttled = NaN, ...more] = line.trim().split(/\s+/).map(Number);
    if ([at, used, throttled].some((number) => Number.isNaN(number)) || more.length > 0) throw new Error(`CPU time could not be measured: ${text.trim()}`);
    return { at, used, throttled };
  });
}

/** What each got while all of them wanted it; undefined when that was too short. */
export function measured(looks: readonly (readonly Look[])[]): Busy[] | undefined {
  const from = Math.max(...looks.map(([first]) => first?.at ?? Infinity)) + ahead;
  const to = Math.min(...looks.map((each) => each.at(-1)?.at ?? -Infinity));
  const busy = looks.map((each) => {
    const together = each.filter(({ at }) => at >= from && at <= to);
    const [before, after] = [together[0], together.at(-1)];
    if (before === undefined || after === undefined || after.at - before.at < leastMeasured) return undefined;
    return { rate: (after.used - before.used) / 1e6 / ((after.at - before.at) / 100), throttled: after.throttled - before.throttled };
  });
  return busy.every((each) => each !== undefined) ? busy : undefined;
}
