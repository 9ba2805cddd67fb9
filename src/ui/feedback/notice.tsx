import { useApp } from '../app-context.ts';

/** A passing message (a link was copied, a file was saved), said and shown. */
export function Notice() {
  const notice = useApp((state) => state.notice);
  return (
    <div className="notice-place" role="status">
      {notice !== null && <p className="notice">{notice}</p>}
    </div>
  );
}
