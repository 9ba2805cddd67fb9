import { useCommands } from '../app-context.ts';
import StabilityNote from './stability-note.tsx';

/** What comes after the formulas, and later than the page: how steady the map is, and the way to every method's page. */
export default function MethodNotes() {
  const commands = useCommands();
  return (
    <>
      <StabilityNote />
      <button type="button" className="button small" onClick={() => commands.openDialog('help')}>
        All methods, and what each cannot say
      </button>
    </>
  );
}
