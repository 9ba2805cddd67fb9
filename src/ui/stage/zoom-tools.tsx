import { Minus, Plus, Scan } from 'lucide-react';
import { MAX_SCALE, WHOLE, zoomedBy } from '../../app/view/zoom.ts';
import { useApp, useCommands } from '../app-context.ts';
import { Button } from '../parts/button.tsx';

/**
 * Zoom of both images, for those without a wheel, a trackpad or a touch screen, and to say how large they are.
 * A button that does nothing now is not “disabled”: the one that was just pressed would lose the focus.
 */
export function ZoomTools() {
  const zoom = useApp(({ view }) => view.zoom);
  const commands = useCommands();
  const by = (factor: number) => commands.changeView({ zoom: zoomedBy(zoom, factor) });
  const whole = zoom.scale === 1;
  return (
    <fieldset
      className="zoom-tools"
      aria-label="Zoom of both images"
      title="Ctrl or ⌘ with the wheel, a pinch or a double click zooms where you point; drag to move"
    >
      <Button className="icon-button" aria-label="Zoom out" off={whole} onClick={() => by(1 / 1.5)}>
        <Minus aria-hidden />
      </Button>
      <output className="number" aria-label="Zoom">
        {Math.round(zoom.scale * 100)}%
      </output>
      <Button
        className="icon-button"
        aria-label="Zoom in"
        off={zoom.scale >= MAX_SCALE}
        onClick={() => by(1.5)}
      >
        <Plus aria-hidden />
      </Button>
      <Button
        className="icon-button"
        aria-label="Whole images"
        off={whole}
        onClick={() => commands.changeView({ zoom: WHOLE })}
      >
        <Scan aria-hidden />
      </Button>
    </fieldset>
  );
}
