/** Whether a column counts its lines, or says same or different in each: then it names no picture, as a rule. */
export const isMark = (cells: readonly string[]): boolean =>
  isCount(cells) || cells.every((cell) => sameOf(cell) !== null);

/** Numbers that go up by one from line to line. */
export const isCount = (cells: readonly string[]): boolean =>
  cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);

/** Is a cell written like a picture's file, whether or not there is one? */
export const looksLikePicture = (cell: string): boolean =>
  /\.(jpe?g|jfif|png|webp|gif|bmp|avif|tiff?|heic|heif)$/i.test(cell);

/** Also as spreadsheets write true and false, and people yes and no, in the languages most lists are in. */
const SAME =
  /^(\+?1([.,]0+)?|same|true|t|yes|y|match|positive|genuine|target|✓|✔|wahr|ja|vrai|oui|verdadero|s[ií]|vero|sì|verdadeiro|sim|waar|prawda|tak|истина|да|真|是|はい|예)$/i;
const DIFFERENT =
  /^(0([.,]0+)?|[-−]1([.,]0+)?|different|diff|false|f|no|n|mismatch|negative|imposter|impostor|nontarget|✗|✘|falsch|nein|faux|non|falso|não|onwaar|nee|fałsz|nie|ложь|нет|假|否|いいえ|아니요|아니오)$/i;

/** What a label says of two pictures: of one class, of two, or nothing. */
export function sameOf(cell: string): boolean | null {
  return SAME.test(cell) ? true : DIFFERENT.test(cell) ? false : null;
}
