import { isDebianFamily } from '../debian/os-release.ts';
import type { Machine } from './ensure-docker.ts';

/** One sentence that fits the machine at hand. */
export function howToGetDocker(machine: Machine): string {
  if (machine.elsewhere) return 'see that DOCKER_HOST or DOCKER_CONTEXT names a daemon that runs, or unset it';
  if (machine.platform === 'darwin') return 'start Docker Desktop (or colima), or install it from https://docs.docker.com/desktop/setup/install/mac-install/';
  if (machine.platform === 'win32') return 'run this in WSL 2 with Docker Desktop: https://docs.docker.com/desktop/features/wsl/';
  if (machine.engine) return 'start it: sudo systemctl start docker';
  const guide = machine.os?.id === 'ubuntu' || machine.os?.id === 'debian' || machine.os?.id === 'fedora' ? machine.os.id : '';
  const install = `install Docker Engine: https://docs.docker.com/engine/install/${guide}`;
  return machine.os !== undefined && isDebianFamily(machine.os) ? `${install}, or run this as root, which installs it from Debian's packages` : install;
}
