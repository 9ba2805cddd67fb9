import { spawnSync } from 'node:child_process';

/**
 * Runs an installer, for five minutes at most; what it prints goes to stderr, so that stdout stays the path alone.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {boolean} whether it succeeded in time
 */
export function runInstaller(command, args) {
  console.error(`installing a browser: ${command} ${args.join(' ')}`);
  const run = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: 5 * 60_000,
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return run.status === 0;
}
