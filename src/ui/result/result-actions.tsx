import { ArrowLeftRight, FileArchive, FileText, ImageDown, Link, Undo2 } from 'lucide-react';
import { useApp, useCommands } from '../app-context.ts';

/** What one can do with the pair and the result as a whole. */
export function ResultActions() {
  const commands = useCommands();
  const nothing = useApp((state) => state.result === null);
  return (
    <div className="button-row result-actions">
      <button type="button" className="button" onClick={() => commands.swap()}>
        <ArrowLeftRight aria-hidden /> Swap
      </button>
      <button type="button" className="button" onClick={() => commands.undo()}>
        <Undo2 aria-hidden /> Undo
      </button>
      <span className="gap" />
      <button type="button" className="button" onClick={() => void commands.copyLink()}>
        <Link aria-hidden /> Copy link
      </button>
      <button
        type="button"
        className="button"
        disabled={nothing}
        onClick={() => void commands.exportFigure()}
      >
        <ImageDown aria-hidden /> Export figure
      </button>
      <button
        type="button"
        className="button"
        disabled={nothing}
        onClick={() => void commands.exportReport()}
      >
        <FileText aria-hidden /> Export report
      </button>
      <button
        type="button"
        className="button primary"
        disabled={nothing}
        onClick={() => void commands.exportData()}
      >
        <FileArchive aria-hidden /> Export data
      </button>
    </div>
  );
}
