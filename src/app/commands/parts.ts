import type { FirstLooks } from '../evidence/first-looks.ts';
import type { Drawings } from '../exports.ts';
import type { History } from '../history.ts';
import type { Intake } from '../intake.ts';
import type { JobRunner } from '../job-runner.ts';
import type { Leaving } from '../leaving.ts';
import type { Networks } from '../networks/networks.ts';
import type { OwnImages } from '../own-images.ts';
import type { PointFollower } from '../point-evidence.ts';
import type { Storage } from '../storage/storage.ts';
import type { Store } from '../store.ts';

/** What the commands are made from; create-app.ts puts it together. */
export interface Parts {
  readonly store: Store;
  readonly history: History;
  readonly intake: Intake;
  readonly runner: JobRunner;
  readonly follower: PointFollower;
  readonly drawings: Drawings;
  readonly firstLooks: FirstLooks;
  readonly storage: Storage;
  readonly leaving: Leaving;
  readonly ownImages: OwnImages;
  /** Absolute URL of the folder of `index.html`. */
  readonly base: string;
  readonly networks: Networks;
  /** Keeps what stands there now for undo, once there is a pair. */
  readonly remember: () => void;
  /** A passing message; null takes the last one away. */
  readonly say: (text: string | null) => void;
}
