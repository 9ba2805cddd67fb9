/**
 * A push runs samples of what takes long; `SWEEP=full npm test`, which the nightly job runs, leaves nothing out. What a
 * sample leaves out stands beside its use.
 */
export const FULL_SWEEP = process.env.SWEEP === 'full';
