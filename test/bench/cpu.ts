import { readFileSync } from 'node:fs';

/** The processes that a redemption passes through. */
type Part = 'bff' | 'mongod' | 'redis' | 'load';
export type Pids = Record<Part, number | undefined>;
export type CpuMs = Partial<Record<Part, number>>;

const MS_A_TICK = 10;

/** User and system time of a process so far, from Linux's /proc; null elsewhere. */
function cpuMsOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
  } catch {
    return null;
  }
}

/** CPU time of each process so far; without those that run elsewhere. */
export function cpuTimes(pids: Pids): CpuMs {
  const times = Object.entries(pids).map(([part, pid]) => [part, cpuMsOf(pid)] as const);
  return Object.fromEntries(times.filter(([, ms]) => ms !== null));
}

/** What each process used between two looks, shared among `requests`. */
export function cpuPerRequest(before: CpuMs, after: CpuMs, requests: number): CpuMs {
  const used = Object.entries(after).map(([part, ms]) => [
    part,
    (ms - (before[part as Part] ?? ms)) / requests,
  ]);
  return Object.fromEntries(used) as CpuMs;
}

/** Memory that a process has resident, in MB, from Linux's /proc; null elsewhere. */
export function residentMb(pid: number | undefined): number | null {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null;
  }
}
