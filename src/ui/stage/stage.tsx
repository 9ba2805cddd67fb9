import { useEffect, useRef, useState } from 'react';
import { SLOTS, type Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { WHOLE } from '../../app/view/zoom.ts';
import { useApp, useCommands } from '../app-context.ts';
import { CompareTools } from './compare-tools.tsx';
import { changeDock, useDocked, useDockWish } from './dock.ts';
import { frameRatio } from './geometry.ts';
import { useHoldRaw } from './hold-raw.ts';
import { Legend } from './legend.tsx';
import { LinksOverlay } from './links-overlay.tsx';
import { Pane } from './pane.tsx';
import { Readout } from './readout.tsx';
import { ZoomTools } from './zoom-tools.tsx';
import './stage-tools.css';
import './dock.css';

/** The two images side by side with their maps, the values under the crosshair, and the scale. */
export function Stage({ dropOver }: { readonly dropOver: Slot | null }) {
  const ratio = useApp((state) =>
    frameRatio([pictureOf(state.images.a), pictureOf(state.images.b)], state.settings),
  );
  const zoomed = useApp(({ view }) => view.zoom.scale !== 1);
  const commands = useCommands();
  useHoldRaw();
  const [large, setLarge] = useState<Slot | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLElement>(null);
  const docked = useDocked(place);
  const wishedHeight = useDockWish(({ picturesHeight }) => picturesHeight);
  // Another picture starts whole; the same two, swapped, stay as they are looked at.
  const pair = useApp(({ images }) =>
    SLOTS.map((slot) => pictureOf(images[slot])?.id ?? '')
      .sort()
      .join(' '),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the pictures change
  useEffect(() => commands.changeView({ zoom: WHOLE }), [pair, commands]);
  return (
    <div className="stage-place" ref={place} style={docked ? { height: docked.height } : undefined}>
      <section
        className={['stage', zoomed && 'zoomed', docked && 'docked'].filter(Boolean).join(' ')}
        aria-label="The two images and their maps"
        ref={stage}
        style={
          docked ? { left: docked.left, width: docked.width, height: wishedHeight ?? undefined } : undefined
        }
        // Let go of its corner: the browser has set the height itself.
        onPointerUp={() => {
          const height = Number.parseFloat(stage.current?.style.height ?? '');
          if (docked && height >= 80 && height !== wishedHeight) changeDock({ picturesHeight: height });
        }}
      >
        <div className="panes">
          {SLOTS.map((slot) => (
            <Pane
              key={slot}
              slot={slot}
              ratio={ratio}
              target={dropOver === slot}
              large={large === slot}
              onLarge={() => setLarge(large === slot ? null : slot)}
            />
          ))}
          <LinksOverlay />
        </div>
        {/* What the colours and the point under the crosshair are worth stays in view with the pictures. */}
        <div className="stage-values">
          <Legend />
          <Readout />
        </div>
        <div className="stage-tools">
          <ZoomTools />
          <CompareTools />
        </div>
      </section>
    </div>
  );
}
