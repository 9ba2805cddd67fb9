import {
  ArrowLeftRight,
  FileArchive,
  FileText,
  ImageDown,
  Link,
  type LucideIcon,
  Redo2,
  Undo2,
} from 'lucide-react';
import { EXPORTS, type ExportId } from '../../app/exports.ts';
import { useApp, useCommands } from '../app-context.ts';
import { Button } from '../parts/button.tsx';

const ICONS: Readonly<Record<ExportId, LucideIcon>> = {
  figure: ImageDown,
  report: FileText,
  data: FileArchive,
};

/** What one can do with the pair and the result as a whole. */
export function ResultActions() {
  const commands = useCommands();
  const steps = useApp((state) => state.steps);
  const nothing = useApp((state) => state.result === null);
  return (
    <div className="button-row result-actions">
      <button type="button" className="button" onClick={() => commands.swap()}>
        <ArrowLeftRight aria-hidden /> Swap
      </button>
      <Button className="button" off={!steps.undo} onClick={() => commands.undo()}>
        <Undo2 aria-hidden /> Undo
      </Button>
      <Button className="button" off={!steps.redo} onClick={() => commands.redo()}>
        <Redo2 aria-hidden /> Redo
      </Button>
      <span className="gap" />
      <button type="button" className="button" onClick={() => void commands.copyLink()}>
        <Link aria-hidden /> Copy link
      </button>
      {Object.values(EXPORTS).map(({ id, label }) => {
        const Icon = ICONS[id];
        return (
          <Button
            key={id}
            className={id === 'data' ? 'button primary' : 'button'}
            off={nothing}
            onClick={() => void commands.exportResult(id)}
          >
            <Icon aria-hidden /> {label}
          </Button>
        );
      })}
    </div>
  );
}
