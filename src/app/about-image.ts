import { AppError } from '../core/app-error.ts';

/** Work on one image; what goes wrong with its file says which image it was. */
export async function aboutImage<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError && error.isOfFile)) throw error;
    throw new AppError(error.code, error.detail, `“${name}” could not be used. ${error.message}`);
  }
}

/**
 * An error of the engine, which knows images by their keys only, with the name of the one that it came from.
 *
 * @param images by key.
 */
export function namingImage(error: unknown, images: ReadonlyMap<string, string>): unknown {
  if (!(error instanceof AppError) || error.detail === undefined) return error;
  const { code, detail, message } = error;
  for (const [key, name] of images)
    if (detail.endsWith(`image ${key}`)) return new AppError(code, detail, `“${name}”: ${message}`);
  return error;
}
